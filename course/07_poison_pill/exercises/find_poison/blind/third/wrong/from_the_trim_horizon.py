# Believes the first bad record of the shard is the one, so it names an older one that was given up long ago.
import json
import time


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    answer = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=seen["shard"], ShardIteratorType="TRIM_HORIZON"
    )
    iterator = answer["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)

# Takes a read without records for the end of the shard: there may be more ahead, and None comes back.
import json
import time


def find_poison(kinesis, stream, line, price):
    seen = json.loads(line)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream,
        ShardId=seen["shard"],
        ShardIteratorType="AT_TIMESTAMP",
        Timestamp=seen["at"] - seen["age_s"],
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        if not answer["Records"]:
            break
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    return None

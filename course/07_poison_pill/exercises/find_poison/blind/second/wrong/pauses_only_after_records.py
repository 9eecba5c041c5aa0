# Pauses only after a read that brought something: empty reads follow at full speed and starve the mapping.
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
        iterator = answer.get("NextShardIterator")
        if not answer["Records"]:
            continue
        for record in answer["Records"]:
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        time.sleep(1)

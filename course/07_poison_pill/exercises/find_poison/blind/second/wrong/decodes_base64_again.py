# Decodes Data as the function does, but boto3 has done it already: the first good record fails and is blamed.
import base64
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
        for record in answer["Records"]:
            try:
                price(base64.b64decode(record["Data"]))
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)

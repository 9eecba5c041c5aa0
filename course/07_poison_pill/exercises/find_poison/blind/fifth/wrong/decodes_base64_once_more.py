# Decodes base64 that isn't there, so a good record fails; against "the first one ... can't handle".
import base64
import time


def find_poison(kinesis, stream, line, price):
    arrived = round(line["at"] - line["age_s"], 3)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=int(arrived)
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if record["ApproximateArrivalTimestamp"].timestamp() < arrived - 0.0005:
                continue
            try:
                price(base64.b64decode(record["Data"]))
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)

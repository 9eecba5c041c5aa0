# Skips the batch's oldest record too, maybe the poison; against "Records that arrived earlier are done".
import time


def find_poison(kinesis, stream, line, price):
    arrived = round(line["at"] - line["age_s"], 3)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="AT_TIMESTAMP", Timestamp=int(arrived)
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator)
        for record in answer["Records"]:
            if round(record["ApproximateArrivalTimestamp"].timestamp(), 3) <= arrived:
                continue  # it is done
            try:
                price(record["Data"])
            except Exception:
                return record["SequenceNumber"]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)

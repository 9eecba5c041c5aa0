# Reads from TRIM_HORIZON and passes over what arrived before the batch; a class with __call__ tries a record.
import time
from dataclasses import dataclass


@dataclass
class Suspect:
    price: object
    not_before: float

    def __call__(self, record):
        if record["ApproximateArrivalTimestamp"].timestamp() < self.not_before:
            return False
        try:
            self.price(record["Data"])
        except Exception:
            return True
        else:
            return False


def find_poison(kinesis, stream, line, price):
    guilty = Suspect(price, line["at"] - line["age_s"] - 0.0005)
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=line["shard"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while iterator:
        answer = kinesis.get_records(ShardIterator=iterator, Limit=10_000)
        found = [record["SequenceNumber"] for record in answer["Records"] if guilty(record)]
        if found:
            return found[0]
        iterator = answer.get("NextShardIterator")
        time.sleep(1)
    raise LookupError(f"no poison in {line['shard']}")

# Heavily defensive: a callable dataclass that backs off when throttled and renews an expired iterator.
import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError


@dataclass
class ShardReader:
    kinesis: Any
    stream: str
    shard: str
    arrived: float
    last: str | None = None

    def iterator(self):
        if self.last is None:
            moment = datetime.fromtimestamp(math.floor(self.arrived * 1000) / 1000, UTC)
            where = {"ShardIteratorType": "AT_TIMESTAMP", "Timestamp": moment}
        else:
            where = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "StartingSequenceNumber": self.last}
        names = {"StreamName": self.stream, "ShardId": self.shard}
        return self.kinesis.get_shard_iterator(**names, **where)["ShardIterator"]

    def __call__(self, price):
        iterator = self.iterator()
        while iterator:
            try:
                answer = self.kinesis.get_records(ShardIterator=iterator)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if code == "ExpiredIteratorException":
                    iterator = self.iterator()
                elif code != "ProvisionedThroughputExceededException":
                    raise
                time.sleep(2)
                continue
            for record in answer["Records"]:
                self.last = record["SequenceNumber"]
                stamp = record.get("ApproximateArrivalTimestamp")
                if stamp is not None and stamp.timestamp() < self.arrived - 0.002:
                    continue  # before the batch: done
                try:
                    price(record["Data"])
                except Exception:
                    return self.last
            iterator = answer.get("NextShardIterator")
            time.sleep(1)
        raise LookupError(f"{self.shard} ended without a record that fails")


def find_poison(kinesis, stream, line, price):
    return ShardReader(kinesis, stream, line["shard"], line["at"] - line["age_s"])(price)

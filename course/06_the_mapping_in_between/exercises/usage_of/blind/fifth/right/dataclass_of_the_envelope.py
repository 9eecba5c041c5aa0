# A dataclass reads the envelope, and dataclasses.asdict adds its fields to the data.
import base64
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Envelope:
    tenant: str | None
    stored_at: float
    shard: str

    @classmethod
    def of(cls, record):
        kinesis = record["kinesis"]
        shard, _, _ = record["eventID"].rpartition(":")
        return cls(kinesis["partitionKey"], kinesis["approximateArrivalTimestamp"], shard)


def usage_of(event):
    usages = []
    for record in event["Records"]:
        usage = dict(json.loads(base64.standard_b64decode(record["kinesis"]["data"]).decode("utf-8")))
        usage.update(asdict(Envelope.of(record)))
        usages.append(usage)
    return usages

# A frozen dataclass for the envelope, a property for the payload, and binascii instead of base64.
import binascii
import json
from dataclasses import dataclass


@dataclass(frozen=True)
class Envelope:
    tenant: str
    stored_at: float
    shard: str
    raw: bytes

    @classmethod
    def of(cls, record):
        inner = record["kinesis"]
        shard, _, _ = record["eventID"].partition(":")
        raw = binascii.a2b_base64(inner["data"])
        return cls(inner["partitionKey"], inner["approximateArrivalTimestamp"], shard, raw)

    @property
    def usage(self):
        known = {"tenant": self.tenant, "stored_at": self.stored_at, "shard": self.shard}
        return {**json.loads(self.raw), **known}


def usage_of(event):
    return [Envelope.of(record).usage for record in event["Records"]]

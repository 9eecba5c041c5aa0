# A class with __call__, and operator.itemgetter for the envelope.
import base64
import json
from operator import itemgetter


class _Decoder:
    envelope = itemgetter("data", "partitionKey", "approximateArrivalTimestamp")

    def __call__(self, record):
        data, key, arrived = self.envelope(record["kinesis"])
        shard, _, _ = record["eventID"].rpartition(":")
        return {**json.loads(base64.b64decode(data)), "tenant": key, "stored_at": arrived, "shard": shard}


def usage_of(event):
    return [*map(_Decoder(), event["Records"])]

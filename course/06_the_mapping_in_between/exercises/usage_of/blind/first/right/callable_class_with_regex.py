# An object with __call__ decodes a record; a regular expression finds the shard.
import base64
import json
import re


class Decoder:
    shard = re.compile(r"shardId-\d+")

    def __call__(self, record):
        envelope = record["kinesis"]
        event = json.loads(base64.standard_b64decode(envelope["data"]))
        return event | {
            "tenant": envelope["partitionKey"],
            "stored_at": envelope["approximateArrivalTimestamp"],
            "shard": self.shard.match(record["eventID"]).group(),
        }


def usage_of(event):
    return list(map(Decoder(), event["Records"]))

# A regular expression for the shard and a generator that list() consumes.
import base64
import json
import re

SHARD = re.compile(r"^([^:]+):")


def _usages(records):
    for record in records:
        envelope = record["kinesis"]
        usage = dict(json.loads(base64.standard_b64decode(envelope["data"].encode()).decode("utf-8")))
        usage.update(
            tenant=envelope["partitionKey"],
            stored_at=envelope["approximateArrivalTimestamp"],
            shard=SHARD.match(record["eventID"]).group(1),
        )
        yield usage


def usage_of(event):
    return list(_usages(event["Records"]))

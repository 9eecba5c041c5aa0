# Adds stored_at and shard with setdefault, so fields of these names in the gateway's data win.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage.setdefault("stored_at", record["kinesis"]["approximateArrivalTimestamp"])
        usage.setdefault("shard", record["eventID"].split(":")[0])
        usages.append(usage)
    return usages

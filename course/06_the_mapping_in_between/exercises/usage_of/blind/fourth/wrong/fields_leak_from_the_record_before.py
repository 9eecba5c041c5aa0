# Reuses one dict and copies it, so a record without a field keeps the value of the record before it.
import base64
import json


def usage_of(event):
    usages, usage = [], {}
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage.update(json.loads(base64.b64decode(kinesis["data"])))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].partition(":")[0]
        usages.append(usage.copy())
    return usages

# Adds the tenant only if the data has none: a tenant in the data wins over the partition key.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        envelope = record["kinesis"]
        usage = json.loads(base64.b64decode(envelope["data"]))
        usage.setdefault("tenant", envelope["partitionKey"])
        usage["stored_at"] = envelope["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        usages.append(usage)
    return usages

# Believes the key only fills in for a missing tenant, so a tenant in the data overrides the partition key.
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        known = {
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"],
            "shard": record["eventID"].partition(":")[0],
        }
        found.append({**known, **usage})
    return found

# Spreads the gateway's data last: a tenant in the data overwrites the partition key.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        written = json.loads(base64.b64decode(kinesis["data"]))
        known = {
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        usages.append({**known, **written})
    return usages

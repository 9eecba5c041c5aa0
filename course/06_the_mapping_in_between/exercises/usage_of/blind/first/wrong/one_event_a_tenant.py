# Indexes by tenant on the way; of a tenant with several events in a batch only the last is left.
import base64
import json


def usage_of(event):
    by_tenant = {}
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        by_tenant[kinesis["partitionKey"]] = usage | {
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
    return list(by_tenant.values())

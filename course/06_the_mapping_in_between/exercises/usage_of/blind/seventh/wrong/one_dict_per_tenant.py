# Keeps a dict by tenant and time: two events of a tenant in the same millisecond become one.
import base64
import json


def usage_of(event):
    usages = {}
    for record in event["Records"]:
        kinesis = record["kinesis"]
        tenant, stored_at = kinesis["partitionKey"], kinesis["approximateArrivalTimestamp"]
        written = json.loads(base64.b64decode(kinesis["data"]))
        more = {"tenant": tenant, "stored_at": stored_at, "shard": record["eventID"].partition(":")[0]}
        usages[tenant, stored_at] = written | more
    return list(usages.values())

# Believes tenant and arrival tell events apart, so the second event of a tenant in one millisecond is lost.
import base64
import json


def usage_of(event):
    found = {}
    for record in event["Records"]:
        kinesis = record["kinesis"]
        tenant, stored_at = kinesis["partitionKey"], kinesis["approximateArrivalTimestamp"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage.update(tenant=tenant, stored_at=stored_at, shard=record["eventID"].split(":")[0])
        found[tenant, stored_at] = usage
    return list(found.values())

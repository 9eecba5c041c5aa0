# Believed that every gateway writes its tenant; those that leave it out have events without a tenant.
import base64
import json


def usage_of(event):
    result = []
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        result.append(usage)
    return result

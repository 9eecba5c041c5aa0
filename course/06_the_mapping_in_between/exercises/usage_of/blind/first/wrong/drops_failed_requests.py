# Leaves out events with a status of 400 or more; they are usage events too.
import base64
import json


def usage_of(event):
    events = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        if usage.get("status", 200) >= 400:
            continue
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        events.append(usage)
    return events

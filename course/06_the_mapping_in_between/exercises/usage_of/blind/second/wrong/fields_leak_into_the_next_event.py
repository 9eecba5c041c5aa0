# Updates one dict and appends copies of it: a field that an event leaves out is taken from the one before.
import base64
import json


def usage_of(event):
    found, usage = [], {}
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage.update(json.loads(base64.b64decode(kinesis["data"])))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        found.append(dict(usage))
    return found

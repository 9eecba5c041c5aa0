# Believes update() starts afresh, but one dict serves all: a missing field keeps the value of before.
import base64
import json


def usage_of(event):
    usage, found = {}, []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage.update(json.loads(base64.b64decode(kinesis["data"])))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        found.append(dict(usage))
    return found

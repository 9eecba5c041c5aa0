# arrival-is-in-milliseconds -> 06.1.other-unit
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"] / 1000
        usage["shard"] = record["eventID"].partition(":")[0]
        found.append(usage)
    return found

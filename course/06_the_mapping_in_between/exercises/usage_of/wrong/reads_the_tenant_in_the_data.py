# key-is-in-the-data -> 06.1.no-such-field
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = usage["tenant"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].partition(":")[0]
        found.append(usage)
    return found

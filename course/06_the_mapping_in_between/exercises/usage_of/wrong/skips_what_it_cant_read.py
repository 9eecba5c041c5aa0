# catching-is-handling -> 06.1.skips
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        try:
            usage = json.loads(base64.b64decode(kinesis["data"]))
        except json.JSONDecodeError as error:
            print("not JSON:", error)
            continue
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].partition(":")[0]
        found.append(usage)
    return found

# Believes rstrip() takes off a suffix, but it takes off any of its characters, so digits of the shard go too.
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].rstrip(":" + kinesis["sequenceNumber"])
        found.append(usage)
    return found

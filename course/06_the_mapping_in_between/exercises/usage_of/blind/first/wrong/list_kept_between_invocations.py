# Collects in a module's list; a warm function returns the events of earlier batches again.
import base64
import json

events_so_far = []


def usage_of(event):
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        events_so_far.append(usage)
    return events_so_far

# Took approximateArrivalTimestamp for milliseconds and divided it; every event was stored in January 1970.
import base64
import json


def usage_of(event):
    events = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage |= {
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"] / 1000,
            "shard": record["eventID"].split(":")[0],
        }
        events.append(usage)
    return events

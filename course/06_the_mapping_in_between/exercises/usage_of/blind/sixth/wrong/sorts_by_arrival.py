# Sorts by the approximate arrival time: records change places when it isn't monotonic.
import base64
import json


def usage_of(event):
    usages = [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for record in event["Records"]
    ]
    return sorted(usages, key=lambda usage: usage["stored_at"])

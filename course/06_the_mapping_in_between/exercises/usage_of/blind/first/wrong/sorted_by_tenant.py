# Sorts by tenant to make the invoice easy; the events have to come in their order in the batch.
import base64
import json


def usage_of(event):
    events = [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for record in event["Records"]
    ]
    events.sort(key=lambda usage: (usage["tenant"], usage["stored_at"]))
    return events

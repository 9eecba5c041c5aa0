# Puts what the gateway wrote under a key of its own; each event has to be that dict with three fields more.
import base64
import json


def usage_of(event):
    return [
        {
            "usage": json.loads(base64.b64decode(record["kinesis"]["data"])),
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for record in event["Records"]
    ]

# One list comprehension with dict unpacking.
import base64
import json


def usage_of(event):
    return [
        {
            **json.loads(base64.b64decode(record["kinesis"]["data"])),
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].partition(":")[0],
        }
        for record in event["Records"]
    ]

# Believes a timestamp in seconds is a whole number, so int() cuts off the fraction that the record has.
import base64
import json


def usage_of(event):
    return [
        {
            **json.loads(base64.b64decode(record["kinesis"]["data"])),
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": int(record["kinesis"]["approximateArrivalTimestamp"]),
            "shard": record["eventID"].split(":")[0],
        }
        for record in event["Records"]
    ]

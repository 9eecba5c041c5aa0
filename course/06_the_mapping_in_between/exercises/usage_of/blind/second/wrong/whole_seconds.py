# Believes a time in seconds is a whole number: int() cuts off the fraction that the record has.
import base64
import json


def usage_of(event):
    records = event["Records"]
    written = [json.loads(base64.b64decode(record["kinesis"]["data"])) for record in records]
    return [
        usage
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": int(record["kinesis"]["approximateArrivalTimestamp"]),
            "shard": record["eventID"].partition(":")[0],
        }
        for usage, record in zip(written, records, strict=True)
    ]

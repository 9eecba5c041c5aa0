# Took the whole eventID for the shard; it goes on with a colon and the sequence number.
import base64
import json


def usage_of(event):
    records = event["Records"]
    written = [json.loads(base64.b64decode(record["kinesis"]["data"])) for record in records]
    return [
        {
            **usage,
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"],
        }
        for usage, record in zip(written, records, strict=True)
    ]

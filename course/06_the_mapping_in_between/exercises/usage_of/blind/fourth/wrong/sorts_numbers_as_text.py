# Restores the order by sequence number, but compares the numbers as text: a longer one comes too early.
import base64
import json


def usage_of(event):
    records = sorted(event["Records"], key=lambda record: record["kinesis"]["sequenceNumber"])
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for record in records
    ]

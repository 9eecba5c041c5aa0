# Writes the decoded data back into the caller's event: a second call with the same event raises.
import base64
import json


def usage_of(event):
    records = event["Records"]
    for record in records:
        record["kinesis"]["data"] = json.loads(base64.b64decode(record["kinesis"]["data"]))
    return [
        record["kinesis"]["data"]
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for record in records
    ]

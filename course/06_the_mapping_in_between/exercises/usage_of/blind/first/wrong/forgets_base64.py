# Believed `data` to be the gateway's JSON as it is; it's base64, so json.loads raises.
import base64
import json


def usage_of(event):
    records = event["Records"]
    return [
        json.loads(record["kinesis"]["data"])
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        for record in records
    ]

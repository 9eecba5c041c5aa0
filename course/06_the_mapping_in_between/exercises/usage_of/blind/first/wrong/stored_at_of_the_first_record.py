# Believed a batch to be stored at one time, so all events get the arrival of the first record.
import base64
import json


def usage_of(event):
    records = event["Records"]
    stored_at = records[0]["kinesis"]["approximateArrivalTimestamp"]
    shard = records[0]["eventID"].partition(":")[0]
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {"tenant": record["kinesis"]["partitionKey"], "stored_at": stored_at, "shard": shard}
        for record in records
    ]

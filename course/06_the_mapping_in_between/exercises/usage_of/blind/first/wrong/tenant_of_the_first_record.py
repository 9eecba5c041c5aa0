# Believed a batch to be of one tenant since it's of one shard; all events are billed to the first one's.
import base64
import json


def usage_of(event):
    records = event["Records"]
    same = {
        "tenant": records[0]["kinesis"]["partitionKey"],
        "shard": records[0]["eventID"].partition(":")[0],
    }
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | same
        | {"stored_at": record["kinesis"]["approximateArrivalTimestamp"]}
        for record in records
    ]

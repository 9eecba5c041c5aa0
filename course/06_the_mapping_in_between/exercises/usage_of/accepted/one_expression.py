import base64
import json


def usage_of(event):
    return [
        {
            **json.loads(base64.b64decode(record["kinesis"]["data"]).decode("utf-8")),
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": float(record["kinesis"]["approximateArrivalTimestamp"]),
            "shard": record["eventID"].split(":")[0],
        }
        for record in event["Records"]
    ]

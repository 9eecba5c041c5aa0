# Takes the time at which the function runs for the time of storing; of a backlog it's hours off.
import base64
import json
import time


def usage_of(event):
    now = time.time()
    return [
        json.loads(base64.b64decode(record["kinesis"]["data"]))
        | {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": now,
            "shard": record["eventID"].split(":")[0],
        }
        for record in event["Records"]
    ]

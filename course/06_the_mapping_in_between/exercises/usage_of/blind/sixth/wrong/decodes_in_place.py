# Decodes the data inside the caller's event: a second call on the same event fails on a dict.
import base64
import json


def usage_of(event):
    for record in event["Records"]:
        record["kinesis"]["data"] = json.loads(base64.b64decode(record["kinesis"]["data"]))
    usages = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usages.append(
            {
                **kinesis["data"],
                "tenant": kinesis["partitionKey"],
                "stored_at": kinesis["approximateArrivalTimestamp"],
                "shard": record["eventID"].partition(":")[0],
            }
        )
    return usages

# Spreads the gateway's data over Kinesis's fields, so a tenant in the data wins over the partition key.
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        data = json.loads(base64.b64decode(kinesis["data"]))
        found.append(
            {
                "tenant": kinesis["partitionKey"],
                "stored_at": kinesis["approximateArrivalTimestamp"],
                "shard": record["eventID"].split(":")[0],
                **data,
            }
        )
    return found

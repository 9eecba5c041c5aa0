# Believes the list is new at each invocation, but it is a global: later batches bring old events again.
import base64
import json

found = []


def usage_of(event):
    for record in event["Records"]:
        kinesis = record["kinesis"]
        found.append(
            json.loads(base64.b64decode(kinesis["data"]))
            | {
                "tenant": kinesis["partitionKey"],
                "stored_at": kinesis["approximateArrivalTimestamp"],
                "shard": record["eventID"].partition(":")[0],
            }
        )
    return list(found)

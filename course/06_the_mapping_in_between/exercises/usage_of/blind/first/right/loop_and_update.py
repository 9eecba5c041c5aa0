# A plain loop that updates each decoded dict.
import base64
import json


def usage_of(event):
    events = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage.update(
            tenant=kinesis["partitionKey"],
            stored_at=kinesis["approximateArrivalTimestamp"],
            shard=record["eventID"].split(":")[0],
        )
        events.append(usage)
    return events

# Drops a record whose event_id was in the batch already, although the list has one dict for each record.
import base64
import json


def usage_of(event):
    by_id = {}
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage |= {
            "tenant": record["kinesis"]["partitionKey"],
            "stored_at": record["kinesis"]["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }
        by_id.setdefault(usage.get("event_id", record["eventID"]), usage)
    return list(by_id.values())

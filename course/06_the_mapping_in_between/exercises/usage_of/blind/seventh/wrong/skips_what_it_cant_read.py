# Skips records that it can't decode and succeeds: they count as handled and are lost without an error.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        envelope = record["kinesis"]
        try:
            usage = json.loads(base64.b64decode(envelope["data"]))
        except ValueError:
            continue
        usage["tenant"] = envelope["partitionKey"]
        usage["stored_at"] = envelope["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        usages.append(usage)
    return usages

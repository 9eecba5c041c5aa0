# Rounds the arrival time to a tenth of a second to make it readable, so the fraction of the record is lost.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        envelope = record["kinesis"]
        usage = json.loads(base64.b64decode(envelope["data"]).decode("utf-8"))
        usage["tenant"] = envelope["partitionKey"]
        usage["stored_at"] = round(float(envelope["approximateArrivalTimestamp"]), 1)
        usage["shard"] = record["eventID"][: record["eventID"].index(":")]
        usages.append(usage)
    return usages

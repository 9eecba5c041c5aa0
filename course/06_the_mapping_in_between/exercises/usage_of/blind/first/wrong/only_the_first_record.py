# Believed an event to carry one record; in a busy second the rest of the batch is lost without an error.
import base64
import json


def usage_of(event):
    record = event["Records"][0]
    usage = json.loads(base64.b64decode(record["kinesis"]["data"]))
    usage["tenant"] = record["kinesis"]["partitionKey"]
    usage["stored_at"] = record["kinesis"]["approximateArrivalTimestamp"]
    usage["shard"] = record["eventID"].split(":")[0]
    return [usage]

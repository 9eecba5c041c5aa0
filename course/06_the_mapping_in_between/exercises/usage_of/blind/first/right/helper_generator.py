# A generator of its own behind a list.
import base64
import json


def decoded(records):
    for record in records:
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = float(kinesis["approximateArrivalTimestamp"])
        usage["shard"] = record["eventID"][: record["eventID"].index(":")]
        yield usage


def usage_of(event):
    return [*decoded(event["Records"])]

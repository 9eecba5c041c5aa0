# Recursion over the list of records.
import base64
import json


def usage_of(event):
    def walk(records):
        if not records:
            return []
        first, *rest = records
        kinesis = first["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"], validate=True))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = first["eventID"].rpartition(":")[0]
        return [usage, *walk(rest)]

    return walk(event["Records"])

# Recursion over the halves of the batch.
import base64
import json


def usage_of(event):
    def walk(records):
        if not records:
            return []
        if len(records) > 1:
            middle = len(records) // 2
            return walk(records[:middle]) + walk(records[middle:])
        (record,) = records
        kinesis = record["kinesis"]
        usage = json.loads(base64.b64decode(kinesis["data"]))
        usage["tenant"] = kinesis["partitionKey"]
        usage["stored_at"] = kinesis["approximateArrivalTimestamp"]
        usage["shard"] = record["eventID"].split(":", 1)[0]
        return [usage]

    return walk(event["Records"])

# Takes "seconds since 1970" for whole seconds and cuts off the fraction that the record has.
import base64
import json


def usage_of(event):
    def decode(record):
        usage = json.loads(base64.b64decode(record["kinesis"]["data"]).decode())
        usage["tenant"] = record["kinesis"]["partitionKey"]
        usage["stored_at"] = int(record["kinesis"]["approximateArrivalTimestamp"])
        usage["shard"] = record["eventID"].split(":")[0]
        return usage

    return [decode(record) for record in event["Records"]]

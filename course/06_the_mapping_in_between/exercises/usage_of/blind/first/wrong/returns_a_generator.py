# Yields the events; that is a generator and not the list that the docstring promises.
import base64
import json


def usage_of(event):
    for record in event["Records"]:
        kinesis = record["kinesis"]
        yield {
            **json.loads(base64.b64decode(kinesis["data"])),
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"],
            "shard": record["eventID"].split(":")[0],
        }

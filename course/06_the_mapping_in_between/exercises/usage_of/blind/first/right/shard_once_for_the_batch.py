# Takes the shard once, from the first record: a batch is of one shard.
import base64
import json


def usage_of(event):
    records = event["Records"]
    shard, _, _ = records[0]["eventID"].partition(":")
    return [
        {
            **json.loads(base64.b64decode(envelope["data"]).decode("utf-8")),
            "tenant": envelope["partitionKey"],
            "stored_at": envelope["approximateArrivalTimestamp"],
            "shard": shard,
        }
        for envelope in (record["kinesis"] for record in records)
    ]

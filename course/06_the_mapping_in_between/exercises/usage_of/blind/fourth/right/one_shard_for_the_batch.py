# Reads the shard once with a regular expression, as a batch is of one shard, and maps over the records.
import base64
import json
import re


def usage_of(event):
    records = event["Records"]
    if not records:
        return []
    shard = re.match(r"[^:]+", records[0]["eventID"]).group()

    def usage(record):
        of_kinesis = record["kinesis"]
        text = str(base64.b64decode(of_kinesis["data"]), encoding="utf-8")
        stored_at = of_kinesis["approximateArrivalTimestamp"]
        return dict(json.loads(text), tenant=of_kinesis["partitionKey"], stored_at=stored_at, shard=shard)

    return list(map(usage, records))

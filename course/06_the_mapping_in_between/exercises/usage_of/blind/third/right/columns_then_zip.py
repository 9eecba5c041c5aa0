# Columns first, rows afterwards: each field is a list of its own and zip puts them together.
import base64
import json


def usage_of(event):
    records = event["Records"]
    envelopes = [record["kinesis"] for record in records]
    written = [json.loads(str(base64.b64decode(each["data"]), "utf-8")) for each in envelopes]
    tenants = [each["partitionKey"] for each in envelopes]
    times = [float(each["approximateArrivalTimestamp"]) for each in envelopes]
    shards = [record["eventID"][: record["eventID"].index(":")] for record in records]
    rows = zip(written, tenants, times, shards, strict=True)
    return [dict(usage, tenant=tenant, stored_at=at, shard=shard) for usage, tenant, at, shard in rows]

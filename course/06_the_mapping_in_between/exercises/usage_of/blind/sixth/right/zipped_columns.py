# Terse columns: maps over the batch once per field and zips the columns to dicts with ChainMap.
import base64
import json
from collections import ChainMap
from operator import itemgetter


def usage_of(event):
    records = event["Records"]
    inner = list(map(itemgetter("kinesis"), records))
    names = "tenant", "stored_at", "shard"
    keys = map(itemgetter("partitionKey"), inner)
    times = map(itemgetter("approximateArrivalTimestamp"), inner)
    shards = (record["eventID"][: record["eventID"].index(":")] for record in records)
    written = (json.loads(base64.b64decode(each["data"])) for each in inner)
    rows = zip(written, keys, times, shards, strict=True)
    return [dict(ChainMap(dict(zip(names, known, strict=True)), usage)) for usage, *known in rows]

# A regular expression for the shard, binascii for the data, ChainMap for the merge.
import base64
import binascii
import json
import re
from collections import ChainMap


def usage_of(event):
    def one(record):
        kinesis = record["kinesis"]
        known = {
            "tenant": kinesis["partitionKey"],
            "stored_at": kinesis["approximateArrivalTimestamp"],
            "shard": re.match(r"shardId-\d+", record["eventID"]).group(),
        }
        return dict(ChainMap(known, json.loads(binascii.a2b_base64(kinesis["data"]))))

    return list(map(one, event["Records"]))

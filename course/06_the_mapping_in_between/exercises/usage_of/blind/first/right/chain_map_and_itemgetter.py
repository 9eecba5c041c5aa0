# operator.itemgetter and ChainMap, with binascii for the base64.
import binascii
import json
from collections import ChainMap
from operator import itemgetter

envelope_of = itemgetter("partitionKey", "approximateArrivalTimestamp", "data")


def usage_of(event):
    found = []
    for record in event["Records"]:
        tenant, stored_at, data = envelope_of(record["kinesis"])
        known = {"tenant": tenant, "stored_at": stored_at, "shard": record["eventID"].split(":", 1)[0]}
        found.append(dict(ChainMap(known, json.loads(binascii.a2b_base64(data)))))
    return found

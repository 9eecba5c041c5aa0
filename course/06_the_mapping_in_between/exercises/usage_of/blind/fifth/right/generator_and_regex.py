# A generator with binascii and a regular expression for the shard's id.
import binascii
import json
import re

SHARD = re.compile(r"[^:]+")


def _usages(records):
    for record in records:
        envelope = record["kinesis"]
        yield {
            **json.loads(binascii.a2b_base64(envelope["data"])),
            "tenant": envelope["partitionKey"],
            "stored_at": envelope["approximateArrivalTimestamp"],
            "shard": SHARD.match(record["eventID"])[0],
        }


def usage_of(event):
    return list(_usages(event["Records"]))

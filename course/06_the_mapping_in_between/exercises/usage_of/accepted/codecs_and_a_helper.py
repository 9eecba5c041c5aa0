import codecs
import json


def one(record):
    data = codecs.decode(record["kinesis"]["data"].encode(), "base64")
    shard, _, _ = record["eventID"].rpartition(":")
    added = {"tenant": record["kinesis"]["partitionKey"], "shard": shard}
    return json.loads(data) | added | {"stored_at": record["kinesis"]["approximateArrivalTimestamp"]}


def usage_of(event):
    return list(map(one, event["Records"]))

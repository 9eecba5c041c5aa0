import base64
import json


def usage_of(event):
    """The usage events in the event of an invocation: a list of dicts, in their order.

    Each is what the gateway wrote, and three fields: `tenant`, which is the partition key (some gateways leave
    it out of the data); `stored_at`, seconds since 1970; `shard`, such as "shardId-000000000003".
    """
    # observe: the records of the batch
    records = event["Records"]
    # locate: what did the gateway write, and in which form does the record carry it?
    written = [... for record in records]
    # contain: add to each what Kinesis and Lambda know about it
    return ...

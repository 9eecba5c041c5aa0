import base64
import json


def usage_of(event):
    """The usage events in the event of an invocation: a list of dicts, one for each record, in their order.

    Each is what the gateway wrote, and three fields. `tenant` is the partition key, whatever the data says or
    leaves out. `stored_at` is in seconds since 1970, with the fraction that the record has. `shard` is the
    shard's id, such as "shardId-000000000003".
    """
    # observe: the records of the batch
    records = event["Records"]
    # locate: what did the gateway write, and in which form does the record carry it?
    written = [... for record in records]
    # contain: add to each what Kinesis and Lambda know about it
    return ...

import base64
import json


def usage_of(event):
    """The usage events in the event of an invocation: a list of dicts, one for each record, in their order.

    Every dict has what the gateway wrote, and three more fields. `tenant` is the partition key, whatever the
    data says or leaves out. `stored_at` is when the record was stored, in seconds since 1970, with the
    fraction that the record has. `shard` is the shard's id, such as "shardId-000000000003".
    If the data of a record isn't JSON, it raises an error.
    """
    # observe: the records of the batch
    records = event["Records"]
    # locate: what did the gateway write, and in which form is it in the record?
    written = [... for record in records]
    # contain: add what Kinesis and Lambda know about the record
    return ...

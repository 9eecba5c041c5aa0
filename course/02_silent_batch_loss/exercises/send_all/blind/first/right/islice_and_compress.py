# islice with a sentinel, and records that are built once and thinned out with compress.
import json
import random
import time
from itertools import compress, islice


def send_all(kinesis, stream, events):
    encoded = ({"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]} for event in events)
    for records in iter(lambda: list(islice(encoded, 500)), []):
        longest_s = 0.1
        while records := list(compress(records, map(refused, put(kinesis, stream, records)))):
            time.sleep(random.uniform(longest_s / 10, longest_s))
            longest_s *= 2


def put(kinesis, stream, records):
    return kinesis.put_records(StreamName=stream, Records=records)["Records"]


def refused(result):
    return "ErrorCode" in result

# Decorrelated jitter with a cap on the range, islice until nothing comes, one helper that makes the call.
import json
import random
import time
from itertools import islice


def not_stored(kinesis, stream, events):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]
    results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
    return [event for event, result in zip(events, results, strict=True) if "ErrorCode" in result]


def send_all(kinesis, stream, events):
    remaining = iter(events)
    while batch := list(islice(remaining, 500)):
        pause_s = 0.1
        while batch := not_stored(kinesis, stream, batch):
            pause_s = random.uniform(0.1, min(5, 3 * pause_s))
            time.sleep(pause_s)

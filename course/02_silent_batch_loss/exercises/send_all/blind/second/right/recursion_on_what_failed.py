# Recursion in place of the inner loop: what failed is a batch of its own, with a longer pause.
import json
import random
import time


def as_record(event):
    return {"Data": json.dumps(event), "PartitionKey": event["tenant"]}


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        send_batch(kinesis, stream, events[start : start + 500], longest_s=0.5)


def send_batch(kinesis, stream, batch, longest_s):
    results = kinesis.put_records(StreamName=stream, Records=list(map(as_record, batch)))["Records"]
    if failed := [event for event, result in zip(batch, results, strict=True) if "ErrorCode" in result]:
        time.sleep(longest_s * (1 - random.random()))
        send_batch(kinesis, stream, failed, min(longest_s * 2, 8))

# Sends every chunk once, then all leftovers together, and forgets that they can be more than 500 records.
import json
import random
import time


def attempt(kinesis, stream, events):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]
    answer = kinesis.put_records(StreamName=stream, Records=records)
    return [event for event, result in zip(events, answer["Records"], strict=True) if "ErrorCode" in result]


def send_all(kinesis, stream, events):
    pending = []
    for start in range(0, len(events), 500):
        pending += attempt(kinesis, stream, events[start : start + 500])
    longest_s = 0.1
    while pending:
        time.sleep(random.uniform(0, longest_s))
        longest_s = min(5, longest_s * 2)
        pending = attempt(kinesis, stream, pending)

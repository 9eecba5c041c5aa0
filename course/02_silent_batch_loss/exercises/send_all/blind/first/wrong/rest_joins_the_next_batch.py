# Adds what failed to the next 500: that call has more than 500 records and raises.
import json
import random
import time


def send_all(kinesis, stream, events):
    pending, start, longest_s = [], 0, 0.1
    while pending or start < len(events):
        pending = pending + events[start : start + 500]
        start += 500
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
        answer = kinesis.put_records(StreamName=stream, Records=records)
        pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
        if pending:
            time.sleep(random.uniform(0, longest_s))
            longest_s *= 2

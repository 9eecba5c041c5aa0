# Reckons in milliseconds and hands them to sleep, which takes seconds: a pause of up to 100 seconds.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending, longest_ms = events[start : start + 500], 100
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(random.uniform(0, longest_ms))
                longest_ms *= 2

# Adds what failed to the next 500 events, so a call after a failure has more than 500 records.
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
        results = answer["Records"]
        pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        if pending:
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(5, longest_s * 2)
        else:
            longest_s = 0.1

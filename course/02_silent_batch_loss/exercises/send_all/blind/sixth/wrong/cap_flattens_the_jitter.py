# Believed the cap can be put on the drawn pause: once the range is above it, every pause is exactly 5 s.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.2
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(min(5, random.uniform(longest_s / 2, longest_s)))
                longest_s *= 2

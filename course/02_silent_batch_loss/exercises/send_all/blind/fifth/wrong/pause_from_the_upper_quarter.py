# Jitter of a quarter only; forbidden: "a range whose start is at most half of its end".
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(longest_s * (0.75 + 0.25 * random.random()))
                longest_s = min(2 * longest_s, 5)

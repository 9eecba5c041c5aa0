# Tries each batch ten times and goes on, so what is still throttled then is lost without a word.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        for _ in range(10):
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if not pending:
                break
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(5.0, longest_s * 2)

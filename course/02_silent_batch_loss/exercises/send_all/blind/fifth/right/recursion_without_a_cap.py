# Style: recursion on what is left, with pauses that double without a cap.
import json
import random
import time


def send_all(kinesis, stream, events):
    def deliver(part, longest_s):
        if len(part) > 500:
            deliver(part[:500], longest_s)
            deliver(part[500:], longest_s)
        elif part:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in part]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            left = [event for event, result in zip(part, results, strict=True) if "ErrorCode" in result]
            if left:
                time.sleep(longest_s * random.random())
                deliver(left, longest_s * 2)

    for start in range(0, len(events), 5_000):
        deliver(events[start : start + 5_000], 0.1)

# Believed the 500 are for new events: with resent ones in front, a call is too large and refused.
import json
import random
import time


def send_all(kinesis, stream, events):
    pending, longest_s = [], 0.1
    for start in range(0, max(len(events), 1), 500):
        pending = pending + events[start : start + 500]
        is_last = start + 500 >= len(events)
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s = min(5, longest_s * 2)
            if not is_last:
                break

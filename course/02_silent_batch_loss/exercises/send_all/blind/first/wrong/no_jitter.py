# Waits 0.1 s, 0.2 s, 0.4 s to the letter: sixty gateways come back at the same tick.
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
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(longest_s)
                longest_s *= 2

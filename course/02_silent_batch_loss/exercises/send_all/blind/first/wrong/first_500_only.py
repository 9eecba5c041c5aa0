# Believes a flush never has more than 500 events: the rest is not sent.
import json
import random
import time


def send_all(kinesis, stream, events):
    pending, longest_s = events[:500], 0.1
    while pending:
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
        answer = kinesis.put_records(StreamName=stream, Records=records)
        pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
        if pending:
            time.sleep(random.uniform(0, longest_s))
            longest_s *= 2

# Pops the tenant for the key: the stored event has none, and a second attempt raises KeyError.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending, longest_s = events[start : start + 500], 0.1
        while pending:
            records = [{"PartitionKey": event.pop("tenant"), "Data": json.dumps(event)} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

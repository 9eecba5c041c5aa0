# Draws whole seconds up to int(longest_s): that is 0 for the first four attempts, so there is no pause.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending, longest_s = events[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(random.randint(0, int(longest_s)))
                longest_s *= 2

# Draws from Random(0), anew in every call: all gateways wait for the same "random" times.
import json
import random
import time


def send_all(kinesis, stream, events):
    dice = random.Random(0)
    for start in range(0, len(events), 500):
        pending, longest_s = events[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(dice.uniform(0, longest_s))
                longest_s *= 2

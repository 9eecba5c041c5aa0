# Collects the failures of all batches for one resend: if they are more than 500, that call raises.
import json
import random
import time


def put(kinesis, stream, batch):
    records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
    answer = kinesis.put_records(StreamName=stream, Records=records)
    return [e for e, r in zip(batch, answer["Records"], strict=True) if "ErrorCode" in r]


def send_all(kinesis, stream, events):
    left, longest_s = [], 0.1
    for start in range(0, len(events), 500):
        left += put(kinesis, stream, events[start : start + 500])
    while left:
        time.sleep(random.uniform(0, longest_s))
        longest_s *= 2
        left = put(kinesis, stream, left)

# Recursion inside a chunk: the helper sends what is pending, and calls itself with the rest.
import json
import random
import time


def deliver(kinesis, stream, pending, retry=0):
    if not pending:
        return
    if retry:
        time.sleep(random.uniform(0, min(10, 2 ** (retry - 1) / 4)))
    records = [{"PartitionKey": event["tenant"], "Data": json.dumps(event)} for event in pending]
    answer = kinesis.put_records(Records=records, StreamName=stream)
    codes = [result.get("ErrorCode") for result in answer["Records"]]
    rest = [event for code, event in zip(codes, pending, strict=True) if code is not None]
    deliver(kinesis, stream, rest, retry + 1)


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        deliver(kinesis, stream, events[start : start + 500])

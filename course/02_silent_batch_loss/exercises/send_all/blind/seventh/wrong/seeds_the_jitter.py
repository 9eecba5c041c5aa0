# Seeds the generator for repeatable tests, so all gateways draw the same pauses and come back together.
import json
import random
import time


def send_all(kinesis, stream, events):
    rng = random.Random(stream)
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [
                event
                for event, result in zip(pending, answer["Records"], strict=True)
                if "ErrorCode" in result
            ]
            if pending:
                time.sleep(rng.uniform(0, longest_s))
                longest_s *= 2

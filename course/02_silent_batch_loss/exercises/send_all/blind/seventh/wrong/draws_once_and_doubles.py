# Draws only the first pause at random and then doubles it, so the later pauses are fixed by the first.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        pause_s = random.uniform(0.05, 0.2)
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [
                event
                for event, result in zip(pending, answer["Records"], strict=True)
                if "ErrorCode" in result
            ]
            if pending:
                time.sleep(pause_s)
                pause_s = min(5, pause_s * 2)

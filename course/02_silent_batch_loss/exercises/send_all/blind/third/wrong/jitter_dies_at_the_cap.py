# Draws each pause from the last one up to three times it, capped at 1 s; at the cap hardly a range is left.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        pause_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if pending:
                pause_s = random.uniform(pause_s, min(1.0, pause_s * 3))
                time.sleep(pause_s)

# doubling-is-enough -> producer.drawn-once
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        pause_s = random.uniform(0, 0.1)
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if pending:
                time.sleep(pause_s)
                pause_s = 2 * pause_s

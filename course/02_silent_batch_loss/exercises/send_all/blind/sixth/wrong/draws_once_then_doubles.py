# Believed one random start is enough: the later pauses are exact multiples of the first, not drawn anew.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        pause_s = random.uniform(0, 0.2)
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(pause_s)
                pause_s *= 2

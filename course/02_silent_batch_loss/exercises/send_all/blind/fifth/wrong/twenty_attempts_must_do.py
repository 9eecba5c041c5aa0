# Leaves the loop after 20 attempts and says nothing; forbidden: "until everything is stored".
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(20):
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if not pending:
                break
            time.sleep(random.uniform(0, min(2, 0.1 * 2**attempt)))

# Ends after five attempts: what has not been stored by then disappears without a word.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(5):
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if not pending:
                break
            time.sleep(random.uniform(0, 0.1 * 2**attempt))

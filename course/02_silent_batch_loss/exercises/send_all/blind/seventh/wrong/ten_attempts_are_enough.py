# Stops after ten attempts without a word, so the events of a longer failure are lost silently.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for retry in range(10):
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [
                event
                for event, result in zip(pending, answer["Records"], strict=True)
                if "ErrorCode" in result
            ]
            if not pending:
                break
            time.sleep(random.uniform(0, min(5, 0.1 * 2**retry)))

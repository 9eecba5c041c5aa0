# even-enough-is-even -> producer.few-pauses
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        longest_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if pending:
                time.sleep(longest_s * random.choice([0.25, 0.5, 0.75, 1]))
                longest_s = min(2 * longest_s, 5)

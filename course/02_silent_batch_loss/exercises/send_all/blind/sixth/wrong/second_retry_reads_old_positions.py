# Believed a result's index always belongs to the first batch: on the second retry it picks the wrong events.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        pending, longest_s = batch, 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            results = answer["Records"]
            pending = [batch[index] for index, result in enumerate(results) if "ErrorCode" in result]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

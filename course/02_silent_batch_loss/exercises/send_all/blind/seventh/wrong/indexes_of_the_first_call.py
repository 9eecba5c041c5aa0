# Applies the indexes of a resend to the first batch, so from the second resend on it sends the wrong events.
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
            failed = [index for index, result in enumerate(answer["Records"]) if "ErrorCode" in result]
            pending = [batch[index] for index in failed]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s = min(5, longest_s * 2)

# Sends the last FailedRecordCount records again: stored ones twice, and refused ones never.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending, longest_s = events[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = pending[len(pending) - answer["FailedRecordCount"] :]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

# Sends again at once: the shard is still full, and every call meets it so.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]

# Encodes twice: a consumer that decodes once gets a text and no event.
import json
import random
import time


def send_all(kinesis, stream, events):
    texts = [(event["tenant"], json.dumps(event)) for event in events]
    for start in range(0, len(texts), 500):
        pending, longest_s = texts[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(text), "PartitionKey": tenant} for tenant, text in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

# one-call-a-flush-is-enough -> producer.never-sent
import json
import random
import time


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    for pending in [events[:500]]:
        longest_s = 0.1
        while pending:
            answer = kinesis.put_records(StreamName=stream, Records=as_records(pending))
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s = min(2 * longest_s, 5)

# Keeps events in a dict by tenant and time: two events of one tenant at one instant become one.
import json
import random
import time


def send_all(kinesis, stream, events):
    waiting = list({(event["tenant"], event.get("at")): event for event in events}.values())
    for start in range(0, len(waiting), 500):
        pending, longest_s = waiting[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [e for e, r in zip(pending, answer["Records"], strict=True) if "ErrorCode" in r]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

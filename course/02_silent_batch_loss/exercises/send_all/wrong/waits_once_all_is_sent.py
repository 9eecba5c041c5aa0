# new-events-are-pause-enough -> producer.no-pause-with-new
import json
import random
import time


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    pending, new, longest_s = [], list(events), 0.1
    while pending or new:
        room = 500 - len(pending)
        call, new = pending + new[:room], new[room:]
        answer = kinesis.put_records(StreamName=stream, Records=as_records(call))
        pending = [event for event, result in zip(call, answer["Records"]) if "ErrorCode" in result]
        if pending and (len(pending) == 500 or not new):
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(2 * longest_s, 5)

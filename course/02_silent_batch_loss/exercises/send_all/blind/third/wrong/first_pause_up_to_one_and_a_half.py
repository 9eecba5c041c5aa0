# Takes "1 s" for the mean: half a second and up to one more; the first pause may last 1.5 s.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if pending:
                time.sleep(0.5 + random.random())

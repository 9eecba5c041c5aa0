# Believed a call that also carries new events needs no pause: it resends failed ones at once all the same.
import json
import random
import time


def send_all(kinesis, stream, events):
    failed, position, longest_s = [], 0, 0.1
    while failed or position < len(events):
        fresh = events[position : position + 500 - len(failed)]
        position += len(fresh)
        if failed and not fresh:
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(5, longest_s * 2)
        sent = failed + fresh
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in sent]
        results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        failed = [event for event, result in zip(sent, results, strict=True) if "ErrorCode" in result]

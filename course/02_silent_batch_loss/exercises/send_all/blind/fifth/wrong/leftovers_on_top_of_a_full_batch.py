# Adds 500 new events to those that failed, up to 1,000; forbidden: "A call carries at most 500 records".
import json
import random
import time


def send_all(kinesis, stream, events):
    pending, sent, longest_s = [], 0, 0.1
    while pending or sent < len(events):
        pending = pending + events[sent : sent + 500]
        sent += 500
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
        results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        if pending:
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(2 * longest_s, 5)
        else:
            longest_s = 0.1

# Sends the whole call again while any of it failed: what was stored is stored twice.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        longest_s = 0.1
        while kinesis.put_records(StreamName=stream, Records=records)["FailedRecordCount"]:
            time.sleep(random.uniform(0, longest_s))
            longest_s *= 2

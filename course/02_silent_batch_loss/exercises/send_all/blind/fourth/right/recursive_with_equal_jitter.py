# Calls itself with what failed and twice the pause; equal jitter, from half of the bound to the bound.
import json
import random
import time
from functools import partial


def put_until_stored(put, records, longest_s):
    results = put(Records=records)["Records"]
    failed = [record for n, record in enumerate(records) if results[n].get("ErrorCode")]
    if failed:
        time.sleep(random.uniform(longest_s / 2, longest_s))
        put_until_stored(put, failed, 2 * longest_s)


def send_all(kinesis, stream, events):
    put = partial(kinesis.put_records, StreamName=stream)
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        put_until_stored(put, records, 0.5)

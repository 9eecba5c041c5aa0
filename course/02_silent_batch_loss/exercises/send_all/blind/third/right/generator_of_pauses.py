# Style: a generator of growing random pauses, and an iterator of batches with iter() and a sentinel.
from itertools import compress, islice

import json
import random
import time


def pauses(longest_s=1.0, cap_s=20.0):
    while True:
        yield random.triangular(0, longest_s)
        longest_s = min(2 * longest_s, cap_s)


def send_all(kinesis, stream, events):
    rest = iter(events)
    for batch in iter(lambda: [*islice(rest, 500)], []):
        pause = pauses()
        while batch:
            records = [{"Data": json.dumps(e).encode(), "PartitionKey": e["tenant"]} for e in batch]
            answer = kinesis.put_records(Records=records, StreamName=stream)
            batch = [*compress(batch, ("ErrorCode" in result for result in answer["Records"]))]
            if batch:
                time.sleep(next(pause))

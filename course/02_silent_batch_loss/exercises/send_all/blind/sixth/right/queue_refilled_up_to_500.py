# One deque for everything: what failed goes to its front, and the next call is filled up with new events.
import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue = deque({"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events)
    failures_in_a_row = 0
    while queue:
        call = [queue.popleft() for _ in range(min(500, len(queue)))]
        results = kinesis.put_records(StreamName=stream, Records=call)["Records"]
        failed = [record for record, result in zip(call, results, strict=True) if "ErrorCode" in result]
        queue.extendleft(reversed(failed))
        if failed:
            bound_s = min(8, 0.25 * 2 ** min(failures_in_a_row, 10))
            time.sleep(bound_s * random.uniform(0.5, 1))
            failures_in_a_row += 1
        else:
            failures_in_a_row = 0

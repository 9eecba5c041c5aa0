# A queue: what failed goes back to its front, and newer events fill the call up to 500.
import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue = deque({"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events)
    failures = 0
    while queue:
        call = [queue.popleft() for _ in range(min(500, len(queue)))]
        results = kinesis.put_records(StreamName=stream, Records=call)["Records"]
        failed = [record for record, result in zip(call, results, strict=True) if "ErrorCode" in result]
        queue.extendleft(reversed(failed))
        failures = failures + 1 if failed else 0
        if failed:
            time.sleep(random.uniform(0, min(4, 0.25 * 2 ** min(failures, 10))))

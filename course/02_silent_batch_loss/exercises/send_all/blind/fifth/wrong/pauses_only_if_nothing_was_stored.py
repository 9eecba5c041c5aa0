# A partly stored call is resent at once; forbidden: "Resend only what failed, each time after a pause".
import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue, longest_s = deque(events), 0.1
    while queue:
        batch = [queue.popleft() for _ in range(min(500, len(queue)))]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        failed = [event for event, result in zip(batch, results, strict=True) if "ErrorCode" in result]
        queue.extendleft(reversed(failed))
        if len(failed) == len(batch):
            time.sleep(random.uniform(0, longest_s))
            longest_s = min(2 * longest_s, 5)
        else:
            longest_s = 0.1

"""One queue of events; a call takes whatever waits, from several batches."""

import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue = deque(events)
    pause_s = 0.1
    while queue:
        taken = [queue.popleft() for _ in range(min(500, len(queue)))]
        records = [{"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]} for event in taken]
        response = kinesis.put_records(StreamName=stream, Records=records)
        failed = [taken[i] for i, result in enumerate(response["Records"]) if result.get("ErrorCode")]
        queue.extend(failed)
        if failed:
            time.sleep(pause_s * random.uniform(0.5, 1.5))
            pause_s = min(2 * pause_s, 3)

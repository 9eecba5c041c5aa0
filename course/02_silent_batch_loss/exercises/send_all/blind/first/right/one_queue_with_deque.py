# One queue for all: what failed goes to its end, and each call takes up to 500 from the front.
import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue, longest_s = deque(events), 0.1
    while queue:
        batch = [queue.popleft() for _ in range(min(500, len(queue)))]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        answer = kinesis.put_records(StreamName=stream, Records=records)
        failed = [event for event, result in zip(batch, answer["Records"]) if result.get("ErrorCode")]
        if failed:
            queue.extend(failed)
            time.sleep(longest_s * random.random())
            longest_s = min(5, longest_s * 2)
        else:
            longest_s = 0.1

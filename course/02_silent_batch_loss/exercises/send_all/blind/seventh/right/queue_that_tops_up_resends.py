# A deque for the whole list: failed events go back to the front, and a resend also carries fresh events.
import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue, longest_s = deque(events), 0.2
    while queue:
        batch = [queue.popleft() for _ in range(min(500, len(queue)))]
        answer = kinesis.put_records(
            StreamName=stream,
            Records=[{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch],
        )
        failed = [batch[index] for index, result in enumerate(answer["Records"]) if result.get("ErrorCode")]
        if not failed:
            longest_s = 0.2
            continue
        queue.extendleft(reversed(failed))
        time.sleep(random.uniform(longest_s / 2, longest_s))
        longest_s = min(4.0, longest_s * 2)

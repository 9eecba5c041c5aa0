# A deque of records: what failed goes to the front, and the next call is filled up with new ones, to 500.
import json
import random
import time
from collections import deque


def send_all(kinesis, stream, events):
    queue = deque({"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events)
    while queue:
        call = [queue.popleft() for _ in range(min(500, len(queue)))]
        answer = kinesis.put_records(StreamName=stream, Records=call)
        refused = [record for record, result in zip(call, answer["Records"]) if "ErrorCode" in result]
        queue.extendleft(reversed(refused))
        if refused:
            time.sleep(random.uniform(0.25, 1.0))

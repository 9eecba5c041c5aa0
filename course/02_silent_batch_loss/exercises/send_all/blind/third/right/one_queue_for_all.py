# Style: one deque for fresh and failed records alike; what failed goes to its end, and then there is a pause.
from collections import deque
from itertools import islice

import json
import random
import time


def send_all(kinesis, stream, events):
    queue = deque({"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events)
    while queue:
        call = list(islice(queue, 500))
        for _ in call:
            queue.popleft()
        answer = kinesis.put_records(StreamName=stream, Records=call)
        results = answer["Records"]
        refused = [record for record, result in zip(call, results) if "ErrorCode" in result]
        if refused:
            queue.extend(refused)
            time.sleep(random.uniform(0.1, 0.9))

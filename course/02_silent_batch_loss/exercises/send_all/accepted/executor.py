"""The batches side by side, in the threads of an executor; each of them resends what failed of its own batch."""

import json
import random
import time
from concurrent.futures import ThreadPoolExecutor


def send_all(kinesis, stream, events):
    def send(batch):
        longest_s = 0.1
        while batch:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
            answer = kinesis.put_records(StreamName=stream, Records=records)
            batch = [event for event, result in zip(batch, answer["Records"]) if "ErrorCode" in result]
            if batch:
                time.sleep(random.uniform(0, longest_s))
                longest_s = min(2 * longest_s, 5)

    with ThreadPoolExecutor(max_workers=4) as pool:
        for done in [pool.submit(send, events[start : start + 500]) for start in range(0, len(events), 500)]:
            done.result()

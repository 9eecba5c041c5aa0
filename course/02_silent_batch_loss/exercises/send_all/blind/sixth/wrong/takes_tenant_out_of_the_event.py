# Believed the key needn't be in the data too: pop removes the tenant from the event that is written.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        pending = [{"PartitionKey": event.pop("tenant"), "Data": json.dumps(event)} for event in batch]
        longest_s = 0.1
        while pending:
            results = kinesis.put_records(StreamName=stream, Records=pending)["Records"]
            pending = [each for each, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

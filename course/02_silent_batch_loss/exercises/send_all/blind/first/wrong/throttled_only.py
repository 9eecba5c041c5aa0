# Sends only throttled records again: InternalFailure passes as stored.
import json
import random
import time


def send_all(kinesis, stream, events):
    for start in range(0, len(events), 500):
        pending, longest_s = events[start : start + 500], 0.1
        while pending:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            pending = [
                event
                for event, result in zip(pending, results, strict=True)
                if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
            ]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2

# Recursion: a list that is too long is cut, and what failed is a shorter list.
import json
import random
import time


def send_all(kinesis, stream, events):
    def send(batch, longest_s):
        if len(batch) > 500:
            send(batch[:500], longest_s)
            send(batch[500:], longest_s)
        elif batch:
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            failed = [event for event, result in zip(batch, results, strict=True) if "ErrorCode" in result]
            if failed:
                time.sleep(random.uniform(0, longest_s))
                send(failed, min(20.0, 2 * longest_s))

    send(events, 0.1)

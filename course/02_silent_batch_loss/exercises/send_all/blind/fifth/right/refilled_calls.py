# Style: one queue, calls are filled up with new events, and a pause comes before every call that resends.
import json
import random
import time


def entry(event):
    return {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}


def send_all(kinesis, stream, events):
    fresh, again, bound = iter(events), [], 0.2
    while True:
        batch = list(again)
        while len(batch) < 500:
            event = next(fresh, None)
            if event is None:
                break
            batch.append(event)
        if not batch:
            return
        if again:
            time.sleep(random.triangular(0, bound))
            bound = min(5.0, bound * 1.7)
        else:
            bound = 0.2
        results = kinesis.put_records(StreamName=stream, Records=[entry(event) for event in batch])["Records"]
        again = [batch[index] for index, result in enumerate(results) if result.get("ErrorCode")]

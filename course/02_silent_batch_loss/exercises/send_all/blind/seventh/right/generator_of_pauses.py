# A generator makes the jittered pauses, with a fixed range and no growth, and the records are made once.
import json
import random
import time
from itertools import islice


def pauses():
    while True:
        yield 1 - random.random()


def send_all(kinesis, stream, events):
    source = ({"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]} for event in events)
    wait_s = pauses()
    while records := list(islice(source, 500)):
        while True:
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            pairs = zip(records, results, strict=True)
            records = [record for record, result in pairs if "ErrorCode" in result]
            if not records:
                break
            time.sleep(next(wait_s))

# Calls of 100, and the open events in a dict by place; decorrelated jitter.
import json
import random
import time


def send_all(kinesis, stream, events):
    waiting = dict(enumerate(events))
    pause = 0.05
    while waiting:
        chunk = list(waiting)[:100]
        records = [
            {"Data": json.dumps(waiting[place]), "PartitionKey": waiting[place]["tenant"]} for place in chunk
        ]
        results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        for place, result in zip(chunk, results, strict=True):
            if "ErrorCode" not in result:
                del waiting[place]
        if any("ErrorCode" in result for result in results):
            pause = min(5.0, random.uniform(0.05, pause * 3))
            time.sleep(pause)

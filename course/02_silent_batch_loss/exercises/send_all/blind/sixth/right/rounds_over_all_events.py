# Rounds over everything: sends all chunks, pauses once, then sends all that failed in the round again.
import json
import random
import time


def send_all(kinesis, stream, events):
    def one_round(records):
        for start in range(0, len(records), 500):
            part = records[start : start + 500]
            results = kinesis.put_records(StreamName=stream, Records=part)["Records"]
            yield from (part[index] for index, result in enumerate(results) if result.get("ErrorCode"))

    records = [dict(Data=json.dumps(event).encode(), PartitionKey=event["tenant"]) for event in events]
    bounds = iter([0.5, 1, 2, 4])
    records = list(one_round(records))
    while records:
        time.sleep(next(bounds, 8) * random.random())
        records = list(one_round(records))

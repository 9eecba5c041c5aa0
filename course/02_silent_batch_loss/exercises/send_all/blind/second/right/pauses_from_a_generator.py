# Helper classes: pauses come from an endless generator that draws from half of its end, a batch is an object.
import json
import random
import time
from itertools import count


def pauses():
    for exponent in count():
        end = min(0.4 * 2**exponent, 5.0)
        yield random.triangular(end / 2, end)


class Batch:
    def __init__(self, events):
        self.records = [
            {"Data": json.dumps(event).encode("utf-8"), "PartitionKey": event["tenant"]} for event in events
        ]

    def __call__(self, kinesis, stream):
        answer = kinesis.put_records(StreamName=stream, Records=self.records)
        self.records = [self.records[n] for n, said in enumerate(answer["Records"]) if said.get("ErrorCode")]
        return self.records


def send_all(kinesis, stream, events):
    rest = list(events)
    while rest:
        batch, rest = Batch(rest[:500]), rest[500:]
        pause = pauses()
        while batch(kinesis, stream):
            time.sleep(next(pause))

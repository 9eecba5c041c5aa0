# Style: a generator of decorrelated pauses and a class that makes the calls.
import json
import random
import time


def pauses(base=0.1, cap=6.0):
    pause = base
    while True:
        pause = random.uniform(base, min(cap, 3 * pause))
        yield pause


class Sender:
    def __init__(self, kinesis, stream):
        self.kinesis, self.stream = kinesis, stream

    def call(self, entries):
        answer = self.kinesis.put_records(StreamName=self.stream, Records=entries)
        return [
            entry for entry, result in zip(entries, answer["Records"], strict=True) if "ErrorCode" in result
        ]

    def all_of(self, entries):
        left = self.call(entries)
        waits = pauses()
        while left:
            time.sleep(next(waits))
            left = self.call(left)


def send_all(kinesis, stream, events):
    entries = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]
    sender = Sender(kinesis, stream)
    for start in range(0, len(entries), 500):
        sender.all_of(entries[start : start + 500])

# A sender object with __call__, and an endless generator for the pauses.
import json
import random
import time


class Sender:
    def __init__(self, kinesis, stream):
        self.kinesis, self.stream = kinesis, stream

    def __call__(self, batch):
        answer = self.kinesis.put_records(
            StreamName=self.stream,
            Records=[{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch],
        )
        return [batch[i] for i, result in enumerate(answer["Records"]) if "ErrorCode" in result]


def pauses(longest_s=0.1):
    while True:
        yield random.uniform(0, longest_s)
        longest_s = min(longest_s * 2, 10)


def send_all(kinesis, stream, events):
    send = Sender(kinesis, stream)
    for start in range(0, len(events), 500):
        left = send(events[start : start + 500])
        for pause in pauses():
            if not left:
                break
            time.sleep(pause)
            left = send(left)

# Style: a callable class that holds one run's state, and a broad except with else around the call.
import json
import logging
import random
import time

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


class Run:
    def __init__(self, kinesis, stream, dead_letter):
        self.kinesis, self.stream, self.dead_letter = kinesis, stream, dead_letter
        self.given_up, self.call, self.bytes = 0, [], 0

    def bury(self, event):
        self.given_up += 1
        self.dead_letter(event)

    def flush(self):
        pending, self.call, self.bytes = self.call, [], 0
        tries = 0
        while pending and tries < MAX_ATTEMPTS:
            if tries:
                time.sleep(min(10, 0.5 * 1.7**tries) * random.random())
            tries += 1
            try:
                answer = self.kinesis.put_records(StreamName=self.stream, Records=[r for _, r in pending])
            except Exception as error:
                logging.getLogger("gateway").info("attempt %d raised: %s", tries, type(error).__name__)
            else:
                pending = [pair for pair, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
        for event, _ in pending:
            self.bury(event)

    def __call__(self, events):
        for event in events:
            record = {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}
            size = len(record["Data"]) + len(record["PartitionKey"].encode())
            if size > MAX_RECORD_BYTES:
                self.bury(event)
                continue
            if len(self.call) >= 500 or self.bytes + size > MAX_CALL_BYTES:
                self.flush()
            self.call.append((event, record))
            self.bytes += size
        self.flush()
        return self.given_up


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = Run(kinesis, stream, dead_letter)(events)
    if given_up > 0:
        logging.getLogger("gateway").warning("%d events given up", given_up)
    return given_up

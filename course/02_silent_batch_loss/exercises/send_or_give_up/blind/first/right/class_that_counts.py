# A class with __call__ for the dead letters that counts them, and while/else for the attempts.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


class Cemetery:
    def __init__(self, dead_letter):
        self.dead_letter, self.count = dead_letter, 0

    def __call__(self, events):
        for event in events:
            self.dead_letter(event)
            self.count += 1


def encoded(event):
    return {"Data": json.dumps(event).encode("utf-8"), "PartitionKey": event["tenant"]}


def weight(event):
    return len(encoded(event)["Data"]) + len(event["tenant"].encode("utf-8"))


def send_or_give_up(kinesis, stream, events, dead_letter):
    bury = Cemetery(dead_letter)
    bury(event for event in events if weight(event) > MAX_RECORD_BYTES)
    rest = [event for event in events if weight(event) <= MAX_RECORD_BYTES]
    while rest:
        count, total = 0, 0
        while count < min(500, len(rest)) and total + weight(rest[count]) <= MAX_CALL_BYTES:
            total += weight(rest[count])
            count += 1
        pending, rest = rest[:count], rest[count:]
        attempt = 1
        while pending:
            try:
                answer = kinesis.put_records(StreamName=stream, Records=list(map(encoded, pending)))
                pending = [pending[i] for i, each in enumerate(answer["Records"]) if "ErrorCode" in each]
            except (BotoCoreError, ClientError):
                pass
            if attempt == MAX_ATTEMPTS:
                break
            if pending:
                time.sleep(random.random() * 0.1 * 2**attempt)
            attempt += 1
        else:
            continue
        bury(pending)
    if bury.count:
        log.warning("usage events given up: %s", bury.count)
    return bury.count

# A dataclass for each record, calls of at most 9 events: both limits hold without any packing.
import json
import logging
import random
import time
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


@dataclass
class Item:
    event: dict
    attempts: int = 0
    stored: bool = False

    def record(self):
        return {"Data": json.dumps(self.event), "PartitionKey": self.event["tenant"]}

    def fits(self):
        record = self.record()
        return sum(len(value.encode("utf-8")) for value in record.values()) <= MAX_RECORD_BYTES

    def open(self):
        return not self.stored and self.attempts < MAX_ATTEMPTS and self.fits()


def attempt(kinesis, stream, items):
    for item in items:
        item.attempts += 1
    try:
        answer = kinesis.put_records(StreamName=stream, Records=[item.record() for item in items])
    except (BotoCoreError, ClientError):
        return
    for item, result in zip(items, answer["Records"], strict=True):
        item.stored = "ErrorCode" not in result


def send_or_give_up(kinesis, stream, events, dead_letter):
    items = [Item(event) for event in events]
    for start in range(0, len(items), 9):
        group, longest_s = items[start : start + 9], 0.1
        while waiting := [item for item in group if item.open()]:
            if any(item.attempts for item in waiting):
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2
            attempt(kinesis, stream, waiting)
    dead = [item.event for item in items if not item.stored]
    for event in dead:
        dead_letter(event)
    if dead:
        log.critical("%d usage events could not be stored", len(dead))
    return len(dead)

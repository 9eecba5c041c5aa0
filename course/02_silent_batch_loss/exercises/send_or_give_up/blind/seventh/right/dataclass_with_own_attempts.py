# Every item counts its own attempts in a dataclass, and one queue mixes resends with fresh items.
import json
import logging
import random
import time
from collections import deque
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760


@dataclass
class Item:
    event: dict
    data: bytes
    attempts: int = 0

    @property
    def size(self):
        return len(self.data) + len(self.event["tenant"].encode("utf-8"))

    @property
    def record(self):
        return {"Data": self.data, "PartitionKey": self.event["tenant"]}


def take(queue):
    """Remove as many items from the front of the queue as fit into one call."""
    batch, room = [], MAX_CALL_BYTES
    while queue and len(batch) < 500 and queue[0].size <= room:
        room -= queue[0].size
        batch.append(queue.popleft())
    return batch


def send_or_give_up(kinesis, stream, events, dead_letter):
    items = [Item(event, json.dumps(event).encode("utf-8")) for event in events]
    queue = deque(item for item in items if item.size <= MAX_RECORD_BYTES)
    dead = [item.event for item in items if item.size > MAX_RECORD_BYTES]
    while queue:
        batch = take(queue)
        try:
            answer = kinesis.put_records(StreamName=stream, Records=[item.record for item in batch])
            failed = [i for i, result in zip(batch, answer["Records"], strict=True) if "ErrorCode" in result]
        except (BotoCoreError, ClientError):
            failed = batch
        for item in failed:
            item.attempts += 1
        dead += [item.event for item in failed if item.attempts >= MAX_ATTEMPTS]
        again = [item for item in failed if item.attempts < MAX_ATTEMPTS]
        queue.extendleft(reversed(again))
        if again:
            most = max(item.attempts for item in again)
            time.sleep(random.uniform(0, min(5, 0.2 * 2 ** (most - 1))))
    for event in dead:
        dead_letter(event)
    if dead:
        logging.getLogger("producer").error("%d events given up", len(dead))
    return len(dead)

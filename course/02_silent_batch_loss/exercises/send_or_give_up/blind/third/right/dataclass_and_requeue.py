# Style: a dataclass per record with its own attempts, all in one queue; failed ones ride with fresh ones.
import json
import logging
import random
import time
from collections import deque
from dataclasses import dataclass, field

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


@dataclass
class Item:
    event: dict
    attempts: int = 0
    data: bytes = field(init=False)

    def __post_init__(self):
        self.data = json.dumps(self.event).encode("utf-8")

    @property
    def size(self):
        return len(self.data) + len(self.event["tenant"].encode("utf-8"))

    @property
    def record(self):
        return {"Data": self.data, "PartitionKey": self.event["tenant"]}


def take_call(queue):
    call, room = [], MAX_CALL_BYTES
    while queue and len(call) < 500 and queue[0].size <= room:
        room -= queue[0].size
        call.append(queue.popleft())
    return call


def attempt(kinesis, stream, call):
    """The items of the call that failed."""
    for item in call:
        item.attempts += 1
    try:
        answer = kinesis.put_records(StreamName=stream, Records=[item.record for item in call])
    except (BotoCoreError, ClientError):
        return call
    return [item for item, result in zip(call, answer["Records"], strict=True) if "ErrorCode" in result]


def send_or_give_up(kinesis, stream, events, dead_letter):
    queue, count = deque(), 0
    for item in map(Item, events):
        if item.size > MAX_RECORD_BYTES:
            dead_letter(item.event)
            count += 1
        else:
            queue.append(item)
    while queue:
        failed = attempt(kinesis, stream, take_call(queue))
        for item in failed:
            if item.attempts < MAX_ATTEMPTS:
                queue.append(item)
            else:
                dead_letter(item.event)
                count += 1
        if failed and queue:
            fewest = min(item.attempts for item in failed)
            time.sleep(random.uniform(0, min(0.25 * 2**fewest, 10)))
    if count:
        logging.getLogger("gateway").error("%d usage events given up", count)
    return count

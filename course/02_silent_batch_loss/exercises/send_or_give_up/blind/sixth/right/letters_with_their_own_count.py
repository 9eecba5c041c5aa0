# A dataclass per record that counts its own attempts; failed ones go to the front of a refilled queue.
import json
import logging
import random
import time
from collections import deque
from dataclasses import dataclass

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


@dataclass
class Letter:
    event: dict
    attempts: int = 0

    def __post_init__(self):
        self.entry = {"Data": json.dumps(self.event).encode("utf-8"), "PartitionKey": self.event["tenant"]}
        self.size = len(self.entry["Data"]) + len(self.event["tenant"].encode("utf-8"))


def next_call(queue):
    call, room = [], MAX_CALL_BYTES
    while queue and len(call) < 500 and queue[0].size <= room:
        call.append(queue.popleft())
        room -= call[-1].size
    return call


def send_or_give_up(kinesis, stream, events, dead_letter):
    queue, total, misses = deque(), 0, 0
    for letter in map(Letter, events):
        if letter.size > MAX_RECORD_BYTES:
            dead_letter(letter.event)
            total += 1
        else:
            queue.append(letter)
    while queue:
        call = next_call(queue)
        try:
            results = kinesis.put_records(StreamName=stream, Records=[each.entry for each in call])["Records"]
        except (ClientError, BotoCoreError):
            results = [{"ErrorCode": "the call failed"}] * len(call)
        again = []
        for letter, result in zip(call, results, strict=True):
            if "ErrorCode" not in result:
                continue
            letter.attempts += 1
            if letter.attempts < MAX_ATTEMPTS:
                again.append(letter)
            else:
                dead_letter(letter.event)
                total += 1
        queue.extendleft(reversed(again))
        misses = misses + 1 if again else 0
        if again:
            time.sleep(random.uniform(0, min(10, 0.1 * 2**misses)))
    if total:
        logging.getLogger("gateway").error("gave up %d usage events", total)
    return total

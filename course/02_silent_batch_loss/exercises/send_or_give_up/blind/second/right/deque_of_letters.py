# Dataclass letters in a deque, each with its own attempts; a call is filled up with new ones behind failed.
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
        self.record = {"Data": json.dumps(self.event).encode(), "PartitionKey": self.event["tenant"]}
        self.size = len(self.record["Data"]) + len(self.event["tenant"].encode())


def next_call(queue):
    room, call = MAX_CALL_BYTES, []
    while queue and len(call) < 500 and queue[0].size <= room:
        room -= queue[0].size
        call.append(queue.popleft())
    return call


def refused_of(kinesis, stream, call):
    try:
        answer = kinesis.put_records(StreamName=stream, Records=[letter.record for letter in call])
    except (BotoCoreError, ClientError):
        return call
    return [letter for letter, result in zip(call, answer["Records"], strict=True) if "ErrorCode" in result]


def send_or_give_up(kinesis, stream, events, dead_letter):
    letters = [Letter(event) for event in events]
    dead = [letter for letter in letters if letter.size > MAX_RECORD_BYTES]
    queue = deque(letter for letter in letters if letter.size <= MAX_RECORD_BYTES)
    while queue:
        refused = refused_of(kinesis, stream, next_call(queue))
        for letter in reversed(refused):
            letter.attempts += 1
            if letter.attempts < MAX_ATTEMPTS:
                queue.appendleft(letter)
            else:
                dead.append(letter)
        if refused:
            time.sleep(random.uniform(0, 1))
    for letter in dead:
        dead_letter(letter.event)
    if dead:
        logging.getLogger("gateway").error("%d usage events given up", len(dead))
    return len(dead)

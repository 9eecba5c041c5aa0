# Style: a dataclass per record with its own count of attempts, calls refilled from one queue.
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
class Parcel:
    event: dict
    text: str
    attempts: int = 0

    @property
    def entry(self):
        return {"Data": self.text, "PartitionKey": self.event["tenant"]}

    @property
    def size(self):
        return len(self.text.encode("utf-8")) + len(self.event["tenant"].encode("utf-8"))


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = 0

    def give_up(parcel):
        nonlocal given_up
        given_up += 1
        dead_letter(parcel.event)

    queue = deque()
    for event in events:
        parcel = Parcel(event, json.dumps(event))
        if parcel.size > MAX_RECORD_BYTES:
            give_up(parcel)
        else:
            queue.append(parcel)
    while queue:
        call, size = [], 0
        while queue and len(call) < 500 and size + queue[0].size <= MAX_CALL_BYTES:
            size += queue[0].size
            call.append(queue.popleft())
        tried = max(parcel.attempts for parcel in call)
        if tried:
            time.sleep(random.uniform(0, min(5, 0.2 * 2 ** (tried - 1))))
        try:
            results = kinesis.put_records(StreamName=stream, Records=[one.entry for one in call])["Records"]
        except (BotoCoreError, ClientError):
            results = [{"ErrorCode": "raised"}] * len(call)
        failed = []
        for parcel, result in zip(call, results, strict=True):
            if not result.get("ErrorCode"):
                continue
            parcel.attempts += 1
            if parcel.attempts >= MAX_ATTEMPTS:
                give_up(parcel)
            else:
                failed.append(parcel)
        queue.extendleft(reversed(failed))
    if given_up:
        logging.error("%d usage events were given up", given_up)
    return given_up

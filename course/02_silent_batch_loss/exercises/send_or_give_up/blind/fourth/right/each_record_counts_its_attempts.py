# A dataclass per record with its own attempts, in one queue; calls mix resent records with new ones.
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
class Entry:
    event: dict
    data: bytes
    attempts: int = 0

    @property
    def size(self):
        return len(self.data) + len(self.event["tenant"].encode())


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, failures = 0, 0
    queue = deque(Entry(event, json.dumps(event).encode()) for event in events)
    while queue:
        call, room = [], MAX_CALL_BYTES
        while queue and len(call) < 500 and queue[0].size <= room:
            entry = queue.popleft()
            if entry.size > MAX_RECORD_BYTES:
                dead_letter(entry.event)
                given_up += 1
            else:
                room -= entry.size
                call.append(entry)
        if not call:
            if queue and queue[0].size > room:  # larger than a whole call
                dead_letter(queue.popleft().event)
                given_up += 1
            continue
        records = [{"Data": entry.data, "PartitionKey": entry.event["tenant"]} for entry in call]
        try:
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        except (ClientError, BotoCoreError):
            results = [{"ErrorCode": "the call raised"} for _ in call]
        failed = [entry for entry, result in zip(call, results, strict=True) if "ErrorCode" in result]
        for entry in failed:
            entry.attempts += 1
        again = [entry for entry in failed if entry.attempts < MAX_ATTEMPTS]
        for entry in failed:
            if entry.attempts >= MAX_ATTEMPTS:
                dead_letter(entry.event)
                given_up += 1
        queue.extendleft(reversed(again))
        failures = failures + 1 if again else 0
        if again:
            time.sleep(random.uniform(0, min(6.4, 0.1 * 2 ** (failures - 1))))
    if given_up:
        logging.getLogger("usage").warning("%d events given up", given_up)
    return given_up

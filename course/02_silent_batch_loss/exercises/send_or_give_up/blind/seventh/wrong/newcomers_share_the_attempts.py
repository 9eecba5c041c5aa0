# Tops resends up with fresh events under one attempt counter, so a late one gets too few attempts.
import json
import logging
import random
import time
from collections import deque

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760

log = logging.getLogger("gateway")


def send_or_give_up(kinesis, stream, events, dead_letter):
    lost, fresh = [], deque()
    for event in events:
        data, key = json.dumps(event).encode(), event["tenant"]
        size = len(data) + len(key.encode())
        if size > MAX_RECORD_BYTES:
            lost.append(event)
        else:
            fresh.append((size, event, {"Data": data, "PartitionKey": key}))
    pending, attempts = [], 0
    while fresh or pending:
        total = sum(size for size, _, _ in pending)
        while fresh and len(pending) < 500 and total + fresh[0][0] <= MAX_CALL_BYTES:
            total += fresh[0][0]
            pending.append(fresh.popleft())
        attempts += 1
        try:
            answer = kinesis.put_records(StreamName=stream, Records=[record for _, _, record in pending])
            pairs = zip(pending, answer["Records"], strict=True)
            pending = [item for item, result in pairs if "ErrorCode" in result]
        except (ClientError, BotoCoreError):
            pass
        if pending and attempts == MAX_ATTEMPTS:
            lost += [event for _, event, _ in pending]
            pending = []
        if pending:
            time.sleep(random.uniform(0, min(5, 0.1 * 2 ** (attempts - 1))))
        else:
            attempts = 0
    for event in lost:
        dead_letter(event)
    if lost:
        log.warning("gave up %d events", len(lost))
    return len(lost)

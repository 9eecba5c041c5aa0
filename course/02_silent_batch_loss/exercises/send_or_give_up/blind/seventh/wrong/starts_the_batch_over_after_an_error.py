# Puts the whole batch back after a call that raises, so events that an earlier attempt stored are sent again.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760

log = logging.getLogger("gateway")


def record_of(event):
    return {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}


def size_of(event):
    record = record_of(event)
    return len(record["Data"]) + len(record["PartitionKey"].encode())


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, batches, batch_bytes = 0, [[]], 0
    for event in events:
        size = size_of(event)
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if len(batches[-1]) == 500 or batch_bytes + size > MAX_CALL_BYTES:
            batches.append([])
            batch_bytes = 0
        batches[-1].append(event)
        batch_bytes += size
    for batch in filter(None, batches):
        pending = batch
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2 ** (attempt - 1))))
            try:
                answer = kinesis.put_records(StreamName=stream, Records=list(map(record_of, pending)))
                pairs = zip(pending, answer["Records"], strict=True)
                pending = [event for event, result in pairs if "ErrorCode" in result]
            except (ClientError, BotoCoreError):
                pending = batch
            if not pending:
                break
        for event in pending:
            dead_letter(event)
            given_up += 1
    if given_up:
        log.warning("gave up %d events", given_up)
    return given_up

# Logs what each batch gave up, so a list of several batches has several lines and none with the total.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760

log = logging.getLogger("gateway")


def batches_of(events, too_large):
    batch, batch_bytes = [], 0
    for event in events:
        data = json.dumps(event)
        size = len(data.encode()) + len(event["tenant"].encode())
        if size > MAX_RECORD_BYTES:
            too_large.append(event)
            continue
        if len(batch) == 500 or batch_bytes + size > MAX_CALL_BYTES:
            yield batch
            batch, batch_bytes = [], 0
        batch.append((event, {"Data": data, "PartitionKey": event["tenant"]}))
        batch_bytes += size
    if batch:
        yield batch


def give_up(events, dead_letter):
    for event in events:
        dead_letter(event)
    if events:
        log.warning("gave up %d events", len(events))
    return len(events)


def send_or_give_up(kinesis, stream, events, dead_letter):
    too_large, given_up = [], 0
    for pending in batches_of(events, too_large):
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
        given_up += give_up([event for event, _ in pending], dead_letter)
    return given_up + give_up(too_large, dead_letter)

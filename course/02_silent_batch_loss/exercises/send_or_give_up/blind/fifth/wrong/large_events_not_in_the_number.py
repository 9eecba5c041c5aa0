# Oversized events aren't in the count; forbidden: "returns the number of events that it gave up".
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760


def batches_of(events, dead_letter):
    batch, room = [], MAX_CALL_BYTES
    for event in events:
        record = {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}
        size = len(record["Data"]) + len(event["tenant"].encode())
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            continue
        if len(batch) == 500 or size > room:
            yield batch
            batch, room = [], MAX_CALL_BYTES
        batch.append((event, record))
        room -= size
    yield batch


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = 0
    for pending in batches_of(events, dead_letter):
        for attempt in range(MAX_ATTEMPTS):
            if not pending:
                break
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (BotoCoreError, ClientError):
                continue
            results = answer["Records"]
            pending = [pair for pair, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        for event, _ in pending:
            dead_letter(event)
            given_up += 1
    if given_up:
        logging.getLogger("producer").warning("gave up %d events", given_up)
    return given_up

# Once a batch has failed for good it takes Kinesis for down and gives up all later events unsent.
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


def send_or_give_up(kinesis, stream, events, dead_letter):
    lost, down = [], False
    for pending in batches_of(events, lost):
        attempts = 0
        while pending and attempts < MAX_ATTEMPTS and not down:
            if attempts:
                time.sleep(random.uniform(0, min(5, 0.1 * 2 ** (attempts - 1))))
            attempts += 1
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (ClientError, BotoCoreError):
                continue
            results = answer["Records"]
            pending = [pair for pair, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        down = down or bool(pending)
        lost += [event for event, _ in pending]
    for event in lost:
        dead_letter(event)
    if lost:
        log.error("gave up %d events", len(lost))
    return len(lost)

# Logs what each batch gave up, and forgets the oversized; nowhere does the log have the number it returns.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def record_of(event):
    return {"Data": json.dumps(event), "PartitionKey": event["tenant"]}


def size_of(event):
    record = record_of(event)
    return len(record["Data"].encode("utf-8")) + len(record["PartitionKey"].encode("utf-8"))


def batches(events):
    batch, batch_bytes = [], 0
    for event in events:
        size = size_of(event)
        if batch and (len(batch) == 500 or batch_bytes + size > MAX_CALL_BYTES):
            yield batch
            batch, batch_bytes = [], 0
        batch.append(event)
        batch_bytes += size
    if batch:
        yield batch


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = [event for event in events if size_of(event) > MAX_RECORD_BYTES]
    for batch in batches(event for event in events if size_of(event) <= MAX_RECORD_BYTES):
        pending = batch
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(0.1 * 2**attempt, 5)))
            try:
                answer = kinesis.put_records(StreamName=stream, Records=list(map(record_of, pending)))
            except (BotoCoreError, ClientError):
                continue
            pending = [event for event, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if not pending:
                break
        if pending:
            log.warning("gave up %d usage events", len(pending))
        given_up += pending
    for event in given_up:
        dead_letter(event)
    return len(given_up)

# Believed one JSON is as long as another: it measures unescaped text, but sends longer, escaped text.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def size_of(event):
    return len(json.dumps(event, ensure_ascii=False).encode("utf-8")) + len(event["tenant"].encode("utf-8"))


def calls_of(events):
    batch, batch_bytes = [], 0
    for event in events:
        if batch and (len(batch) == 500 or batch_bytes + size_of(event) > MAX_CALL_BYTES):
            yield batch
            batch, batch_bytes = [], 0
        batch.append(event)
        batch_bytes += size_of(event)
    if batch:
        yield batch


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = [event for event in events if size_of(event) > MAX_RECORD_BYTES]
    for pending in calls_of([event for event in events if size_of(event) <= MAX_RECORD_BYTES]):
        longest_s = 0.1
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (ClientError, BotoCoreError):
                continue
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if not pending:
                break
        given_up += pending
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.warning("gave up %d usage events", len(given_up))
    return len(given_up)

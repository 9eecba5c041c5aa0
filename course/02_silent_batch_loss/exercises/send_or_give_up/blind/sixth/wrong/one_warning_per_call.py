# Believed a warning per failed call will do: with several calls no line in the log has the total.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def give_up(events, dead_letter, why):
    for event in events:
        dead_letter(event)
    if events:
        log.error("gave up %d usage events: %s", len(events), why)
    return len(events)


def send_or_give_up(kinesis, stream, events, dead_letter):
    too_large, batches, left = [], [], 0
    for event in events:
        record = {"Data": json.dumps(event), "PartitionKey": event["tenant"]}
        size = len(record["Data"].encode("utf-8")) + len(record["PartitionKey"].encode("utf-8"))
        if size > MAX_RECORD_BYTES:
            too_large.append(event)
            continue
        if not batches or len(batches[-1]) >= 500 or size > left:
            batches.append([])
            left = MAX_CALL_BYTES
        left -= size
        batches[-1].append((event, record))
    total = give_up(too_large, dead_letter, "too large")
    for pending in batches:
        for attempt in range(MAX_ATTEMPTS):
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
                results = answer["Records"]
                pending = [pair for pair, each in zip(pending, results, strict=True) if "ErrorCode" in each]
            except (ClientError, BotoCoreError) as error:
                log.info("attempt %d failed: %s", attempt + 1, error)
            if not pending:
                break
            if attempt + 1 < MAX_ATTEMPTS:
                time.sleep(random.uniform(0, 0.1 * 2**attempt))
        total += give_up([event for event, _ in pending], dead_letter, "no attempt left")
    return total

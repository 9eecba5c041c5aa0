# Hands over the list of a call as one dead letter: one call for many events.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger("gateway")


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = 0
    calls, call, call_bytes = [], [], 0
    for event in events:
        record = {"Data": json.dumps(event).encode("utf-8"), "PartitionKey": event["tenant"]}
        size = len(record["Data"]) + len(record["PartitionKey"].encode("utf-8"))
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if len(call) == 500 or call_bytes + size > MAX_CALL_BYTES:
            calls.append(call)
            call, call_bytes = [], 0
        call.append((event, record))
        call_bytes += size
    if call:
        calls.append(call)
    for pending in calls:
        longest_s = 0.1
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (BotoCoreError, ClientError):
                continue
            results = answer["Records"]
            pending = [pair for pair, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if not pending:
                break
        if pending:
            dead_letter([event for event, _ in pending])
        given_up += len(pending)
    if given_up:
        log.warning("gave up %d usage events", given_up)
    return given_up

# Measures with sys.getsizeof, which adds Python's own bytes: legal events near the limit are given up.
import json
import logging
import random
import sys
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
        size = sys.getsizeof(record["Data"]) + sys.getsizeof(record["PartitionKey"])
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
        for event, _ in pending:
            dead_letter(event)
        given_up += len(pending)
    if given_up:
        log.warning("gave up %d usage events", given_up)
    return given_up

# Counts the bytes of the data but the characters of the tenant, so an accented key makes a record too large.
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
    batches, size, given_up = [[]], 0, 0
    for event in events:
        data, key = json.dumps(event).encode("utf-8"), event["tenant"]
        one = len(data) + len(key)
        if one > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if len(batches[-1]) == 500 or size + one > MAX_CALL_BYTES:
            batches.append([])
            size = 0
        batches[-1].append((event, {"Data": data, "PartitionKey": key}))
        size += one
    for pending in batches:
        longest_s = 0.1
        for attempt in range(MAX_ATTEMPTS):
            if not pending:
                break
            if attempt:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (BotoCoreError, ClientError):
                continue
            results = answer["Records"]
            pending = [each for each, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        for event, _ in pending:
            dead_letter(event)
        given_up += len(pending)
    if given_up:
        log.warning("gave up %d usage events", given_up)
    return given_up

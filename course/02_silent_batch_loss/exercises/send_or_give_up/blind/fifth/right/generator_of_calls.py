# Style: generators that cut calls, and a recursive attempt that returns what is left.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760
log = logging.getLogger(__name__)


def size_of(record):
    return len(record["Data"]) + len(record["PartitionKey"].encode())


def calls(pairs):
    call, used = [], 0
    for pair in pairs:
        size = size_of(pair[1])
        if call and (len(call) == 500 or used + size > MAX_CALL_BYTES):
            yield call
            call, used = [], 0
        call.append(pair)
        used += size
    if call:
        yield call


def attempt(kinesis, stream, pairs, number=1):
    try:
        answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pairs])
    except (ClientError, BotoCoreError):
        left = pairs
    else:
        left = [pair for pair, result in zip(pairs, answer["Records"], strict=True) if "ErrorCode" in result]
    if not left or number == MAX_ATTEMPTS:
        return left
    time.sleep(random.random() * min(0.1 * 2**number, 5))
    return attempt(kinesis, stream, left, number + 1)


def send_or_give_up(kinesis, stream, events, dead_letter):
    pairs = [
        (
            event,
            {"Data": json.dumps(event, ensure_ascii=False).encode("utf-8"), "PartitionKey": event["tenant"]},
        )
        for event in events
    ]
    dead = [event for event, record in pairs if size_of(record) > MAX_RECORD_BYTES]
    for call in calls(pair for pair in pairs if size_of(pair[1]) <= MAX_RECORD_BYTES):
        dead += [event for event, _ in attempt(kinesis, stream, call)]
    for event in dead:
        dead_letter(event)
    if dead:
        log.warning("gave up %d usage events", len(dead))
    return len(dead)

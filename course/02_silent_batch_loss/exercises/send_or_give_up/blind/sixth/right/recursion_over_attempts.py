# Sends compact UTF-8 JSON and measures just that; the attempts are a recursion, the calls a generator.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def packed(event):
    data = json.dumps(event, ensure_ascii=True, separators=(",", ":")).encode("utf-8")
    return event, data, len(data) + len(event["tenant"].encode("utf-8"))


def in_calls(items):
    call, total = [], 0
    for item in items:
        if len(call) == 500 or total + item[2] > MAX_CALL_BYTES:
            yield call
            call, total = [], 0
        call, total = [*call, item], total + item[2]
    yield call


def rejected(kinesis, stream, call, left=None, longest_s=0.2):
    """What is still not stored after all attempts."""
    left = MAX_ATTEMPTS if left is None else left
    if not call or not left:
        return call
    if left < MAX_ATTEMPTS:
        time.sleep(random.uniform(longest_s / 4, longest_s))
    records = [{"Data": data, "PartitionKey": event["tenant"]} for event, data, _ in call]
    try:
        results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
        call = [item for item, result in zip(call, results, strict=True) if result.get("ErrorCode")]
    except (ClientError, BotoCoreError):
        pass
    return rejected(kinesis, stream, call, left - 1, longest_s * 2)


def send_or_give_up(kinesis, stream, events, dead_letter):
    items = [packed(event) for event in events]
    lost = [item for item in items if item[2] > MAX_RECORD_BYTES]
    for call in in_calls(item for item in items if item[2] <= MAX_RECORD_BYTES):
        lost += rejected(kinesis, stream, call)
    for event, *_ in lost:
        dead_letter(event)
    if lost:
        logging.getLogger("gateway").critical(f"{len(lost)} usage events given up")
    return len(lost)

# Functional: calls are cut by a reduce, attempts are a recursion that returns what is left when none remain.
import json
import logging
import random
import time
from functools import reduce

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def size(event):
    return len(json.dumps(event).encode("utf-8")) + len(event["tenant"].encode("utf-8"))


def cut(calls, sized):
    used, events = calls[-1]
    if len(events) < 500 and used + sized[0] <= MAX_CALL_BYTES:
        return [*calls[:-1], (used + sized[0], [*events, sized[1]])]
    return [*calls, (sized[0], [sized[1]])]


def left_over(put, pending, attempts, longest_s=0.25):
    if not pending or not attempts:
        return pending
    if attempts < MAX_ATTEMPTS:
        time.sleep(random.uniform(longest_s / 2, longest_s))
    try:
        results = put([{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending])
    except (BotoCoreError, ClientError):
        return left_over(put, pending, attempts - 1, longest_s * 2)
    failed = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
    return left_over(put, failed, attempts - 1, longest_s * 2)


def send_or_give_up(kinesis, stream, events, dead_letter):
    def put(records):
        return kinesis.put_records(StreamName=stream, Records=records)["Records"]

    sized = [(size(event), event) for event in events]
    given_up = [event for bytes_, event in sized if bytes_ > MAX_RECORD_BYTES]
    for _, call in reduce(cut, (pair for pair in sized if pair[0] <= MAX_RECORD_BYTES), [(0, [])]):
        given_up += left_over(put, call, MAX_ATTEMPTS)
    for event in given_up:
        dead_letter(event)
    if number := len(given_up):
        logging.warning("%d usage events were given up", number)
    return number

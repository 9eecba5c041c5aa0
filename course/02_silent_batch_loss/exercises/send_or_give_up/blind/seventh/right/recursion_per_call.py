# Recursive attempts that return the events which are still not stored, over calls made by a generator.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760


def attempt(put, pairs, left=MAX_ATTEMPTS, longest_s=0.1):
    if not pairs or left == 0:
        return [event for event, _ in pairs]
    if left < MAX_ATTEMPTS:
        time.sleep(random.random() * longest_s)
        longest_s = min(5, 2 * longest_s)
    try:
        results = put([record for _, record in pairs])["Records"]
    except (ClientError, BotoCoreError):
        return attempt(put, pairs, left - 1, longest_s)
    rest = [pair for pair, result in zip(pairs, results, strict=True) if result.get("ErrorCode")]
    return attempt(put, rest, left - 1, longest_s)


def calls(pairs):
    call, used = [], 0
    for pair in pairs:
        size = size_of(pair[1])
        if call and (len(call) >= 500 or used + size > MAX_CALL_BYTES):
            yield call
            call, used = [], 0
        call.append(pair)
        used += size
    yield call


def size_of(record):
    return sum(len(text.encode()) for text in record.values())


def send_or_give_up(kinesis, stream, events, dead_letter):
    def put(records):
        return kinesis.put_records(StreamName=stream, Records=records)

    pairs = [(event, {"Data": json.dumps(event), "PartitionKey": event["tenant"]}) for event in events]
    unsent = [event for event, record in pairs if size_of(record) > MAX_RECORD_BYTES]
    good = [pair for pair in pairs if size_of(pair[1]) <= MAX_RECORD_BYTES]
    unsent += [event for call in calls(good) for event in attempt(put, call)]
    for event in unsent:
        dead_letter(event)
    if unsent:
        logging.warning("gave up %d usage events", len(unsent))
    return len(unsent)

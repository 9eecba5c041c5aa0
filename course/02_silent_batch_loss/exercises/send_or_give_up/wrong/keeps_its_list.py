# module-state-starts-anew -> producer.given-up-from-before
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
log = logging.getLogger("gateway")


def as_record(event):
    return {"Data": json.dumps(event), "PartitionKey": event["tenant"]}


def fits(event):
    return len(json.dumps(event)) + len(event["tenant"].encode()) <= MAX_RECORD_BYTES


def send_or_give_up(kinesis, stream, events, dead_letter, given_up=[]):
    given_up += [event for event in events if not fits(event)]
    fitting = [event for event in events if fits(event)]
    for start in range(0, len(fitting), 500):
        pending = fitting[start : start + 500]
        for attempt in range(MAX_ATTEMPTS):
            if attempt > 0:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            try:
                records = [as_record(event) for event in pending]
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (ClientError, BotoCoreError):
                results = [{"ErrorCode": "CallFailed"}] * len(pending)
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        given_up += pending
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.error("gave up %d usage events", len(given_up))
    return len(given_up)

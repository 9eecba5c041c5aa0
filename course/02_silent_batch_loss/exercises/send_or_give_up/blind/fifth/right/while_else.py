# Style: while/else, where the else branch gives up.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760


def send_or_give_up(kinesis, stream, events, dead_letter):
    events, lost = list(events), []
    data = [json.dumps(event) for event in events]  # ASCII, so one character is one byte
    size = [len(text) + len(event["tenant"].encode()) for text, event in zip(data, events, strict=True)]
    todo = [index for index in range(len(events)) if size[index] <= MAX_RECORD_BYTES]
    lost += [index for index in range(len(events)) if size[index] > MAX_RECORD_BYTES]
    while todo:
        end = 1
        while end < min(500, len(todo)) and sum(size[index] for index in todo[: end + 1]) <= MAX_CALL_BYTES:
            end += 1
        pending, todo = todo[:end], todo[end:]
        tries = 0
        while tries < MAX_ATTEMPTS:
            tries += 1
            try:
                results = kinesis.put_records(
                    StreamName=stream,
                    Records=[{"Data": data[i], "PartitionKey": events[i]["tenant"]} for i in pending],
                )["Records"]
                pending = [i for i, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            except (BotoCoreError, ClientError):
                results = None
            if not pending:
                break
            if tries < MAX_ATTEMPTS:
                time.sleep(random.uniform(0, 0.1 * 2**tries))
        else:
            lost += pending
    for index in lost:
        dead_letter(events[index])
    if lost:
        logging.warning("gave up %d events", len(lost))
    return len(lost)

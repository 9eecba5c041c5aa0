# Measures with ensure_ascii=False but sends escapes; forbidden: "the size of the records as you send them".
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, batches, room = 0, [[]], MAX_CALL_BYTES
    for event in events:
        size = len(json.dumps(event, ensure_ascii=False).encode()) + len(event["tenant"].encode())
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if len(batches[-1]) == 500 or size > room:
            batches.append([])
            room = MAX_CALL_BYTES
        batches[-1].append(event)
        room -= size
    for pending in batches:
        for attempt in range(MAX_ATTEMPTS):
            if not pending:
                break
            if attempt:
                time.sleep(random.uniform(0, min(5, 0.1 * 2**attempt)))
            records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in pending]
            try:
                results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            except (BotoCoreError, ClientError):
                continue
            pending = [event for event, result in zip(pending, results, strict=True) if "ErrorCode" in result]
        for event in pending:
            dead_letter(event)
        given_up += len(pending)
    if given_up:
        logging.getLogger("producer").warning("gave up %d events", given_up)
    return given_up

# `continue` in the except jumps over the sleep; forbidden: "Between attempts it pauses as before".
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
        record = {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]}
        size = len(record["Data"]) + len(event["tenant"].encode())
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if len(batches[-1]) == 500 or size > room:
            batches.append([])
            room = MAX_CALL_BYTES
        batches[-1].append((event, record))
        room -= size
    for pending in batches:
        longest_s = 0.1
        for _ in range(MAX_ATTEMPTS):
            if not pending:
                break
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
            except (BotoCoreError, ClientError):
                logging.getLogger("producer").info("call failed", exc_info=True)
                continue
            results = answer["Records"]
            pending = [pair for pair, result in zip(pending, results, strict=True) if "ErrorCode" in result]
            if pending:
                time.sleep(random.uniform(0, longest_s))
                longest_s = min(2 * longest_s, 5)
        for event, _ in pending:
            dead_letter(event)
        given_up += len(pending)
    if given_up:
        logging.getLogger("producer").warning("gave up %d events", given_up)
    return given_up

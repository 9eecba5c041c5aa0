# Believed eight attempts are for the whole list: the first call's failures use up those of later ones.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def send_or_give_up(kinesis, stream, events, dead_letter):
    given_up, calls, room = 0, [], 0
    for event in events:
        record = {"Data": json.dumps(event).encode("utf-8"), "PartitionKey": event["tenant"]}
        size = len(record["Data"]) + len(event["tenant"].encode("utf-8"))
        if size > MAX_RECORD_BYTES:
            dead_letter(event)
            given_up += 1
            continue
        if not calls or len(calls[-1]) == 500 or size > room:
            calls.append([])
            room = MAX_CALL_BYTES
        calls[-1].append((event, record))
        room -= size

    failures = 0
    for pending in calls:
        while pending:
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[record for _, record in pending])
                results = answer["Records"]
                pending = [pair for pair, each in zip(pending, results, strict=True) if "ErrorCode" in each]
            except (ClientError, BotoCoreError):
                pass
            if pending:
                failures += 1
                if failures >= MAX_ATTEMPTS:
                    break
                time.sleep(random.uniform(0, 0.1 * 2**failures))
        for event, _ in pending:
            dead_letter(event)
            given_up += 1
    if given_up:
        logging.getLogger("gateway").error("gave up %d usage events", given_up)
    return given_up

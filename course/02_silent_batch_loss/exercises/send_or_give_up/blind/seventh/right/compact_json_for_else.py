# Sends compact JSON and measures just that; for/else decides between stored and given up.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576
MAX_CALL_BYTES = 10_485_760


def send_or_give_up(kinesis, stream, events, dead_letter):
    waiting, count = [], 0
    for event in events:
        data = json.dumps(event, separators=(",", ":")).encode()
        weight = len(data) + len(event["tenant"].encode())
        if weight <= MAX_RECORD_BYTES:
            waiting.append((weight, event, {"Data": data, "PartitionKey": event["tenant"]}))
        else:
            count += 1
            dead_letter(event)
    start = 0
    while start < len(waiting):
        stop, weight = start, 0
        while stop < len(waiting) and stop - start < 500 and weight + waiting[stop][0] <= MAX_CALL_BYTES:
            weight += waiting[stop][0]
            stop += 1
        pending, start = waiting[start:stop], stop
        for number in range(1, MAX_ATTEMPTS + 1):
            try:
                answer = kinesis.put_records(StreamName=stream, Records=[item[2] for item in pending])
            except (BotoCoreError, ClientError):
                pass
            else:
                zipped = zip(pending, answer["Records"], strict=True)
                pending = [item for item, result in zipped if "ErrorCode" in result]
            if not pending:
                break
            if number < MAX_ATTEMPTS:
                time.sleep(random.uniform(0, min(6.4, 0.1 * 2**number)))
        else:
            for _, event, _ in pending:
                count += 1
                dead_letter(event)
    if count:
        logging.getLogger("gateway").critical("%d events given up for good", count)
    return count

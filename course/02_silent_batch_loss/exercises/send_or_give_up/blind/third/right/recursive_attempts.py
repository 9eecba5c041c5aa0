# Style: recursion, for the attempts of one call and for nothing else; cuts the calls by running totals.
import json
import logging
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 8
MAX_RECORD_BYTES = 1_048_576  # data and partition key together, unless the stream is set to take more
MAX_CALL_BYTES = 10_485_760  # all records of a call together


def send_or_give_up(kinesis, stream, events, dead_letter):
    def size(event):
        return sum(len(text.encode("utf-8")) for text in (json.dumps(event), event["tenant"]))

    def unsent(call, attempts):
        if not call or not attempts:
            return call
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in call]
        try:
            results = kinesis.put_records(StreamName=stream, Records=records)["Records"]
            call = [event for event, result in zip(call, results) if "ErrorCode" in result]
        except (BotoCoreError, ClientError):
            pass
        if call and attempts > 1:
            time.sleep(random.uniform(0.3, 1) * 2 ** (MAX_ATTEMPTS - attempts) / 2)
        return unsent(call, attempts - 1)

    dead, calls, room = [], [[]], MAX_CALL_BYTES
    for event in events:
        needed = size(event)
        if needed > MAX_RECORD_BYTES:
            dead.append(event)
            continue
        if len(calls[-1]) == 500 or needed > room:
            calls.append([])
            room = MAX_CALL_BYTES
        calls[-1].append(event)
        room -= needed
    for call in calls:
        dead.extend(unsent(call, MAX_ATTEMPTS))
    for event in dead:
        dead_letter(event)
    if dead:
        logging.warning("could not store %d usage events, they are in the dead letters", len(dead))
    return len(dead)

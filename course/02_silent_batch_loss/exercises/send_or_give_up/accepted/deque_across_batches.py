"""One queue of events with their attempts; a call takes whatever waits, from several batches."""

import json
import logging
import random
import time
from collections import deque

import botocore.exceptions


def size(event):
    return len(json.dumps(event)) + len(event["tenant"].encode())


def send_or_give_up(kinesis, stream, events, dead_letter):
    too_large = [event for event in events if size(event) > 1_024 * 1_024]
    queue = deque((event, 0) for event in events if event not in too_large)
    given_up = 0
    pause_s = 0.1

    def give_up(event):
        nonlocal given_up
        given_up += 1
        dead_letter(event)

    for event in too_large:
        give_up(event)
    while queue:
        taken, taken_bytes = [], 0
        while queue and len(taken) < 500 and taken_bytes < 9_000_000:
            taken.append(queue.popleft())
            taken_bytes += size(taken[-1][0])
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event, _ in taken]
        try:
            response = kinesis.put_records(StreamName=stream, Records=records)
            failed = [taken[i] for i, result in enumerate(response["Records"]) if result.get("ErrorCode")]
        except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError):
            failed = taken
        for event, attempts in failed:
            if attempts + 1 < 8:
                queue.append((event, attempts + 1))
            else:
                give_up(event)
        if failed:
            time.sleep(pause_s * random.uniform(0.5, 1.5))
            pause_s = min(2 * pause_s, 3)
    if given_up:
        logging.warning("dead letter: %s events", given_up)
    return given_up

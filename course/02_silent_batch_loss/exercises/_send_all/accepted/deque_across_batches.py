"""One queue of events with their attempts; a call takes whatever is due, from several batches."""

import json
import logging
import random
import time
from collections import deque

import botocore.exceptions


def send_all(kinesis, stream, events):
    queue = deque((event, 0) for event in events)
    given_up = []
    pause = 0.1
    while queue:
        taken = [queue.popleft() for _ in range(min(500, len(queue)))]
        records = [
            {"Data": json.dumps(event).encode(), "PartitionKey": event["tenant"]} for event, _ in taken
        ]
        try:
            response = kinesis.put_records(StreamName=stream, Records=records)
            failed = [taken[i] for i, result in enumerate(response["Records"]) if result.get("ErrorCode")]
        except (botocore.exceptions.ClientError, botocore.exceptions.BotoCoreError):
            failed = taken
        for event, attempts in failed:
            if attempts + 1 < 7:
                queue.append((event, attempts + 1))
            else:
                given_up.append(event)
        if failed:
            time.sleep(pause * random.uniform(0.5, 1.5))
            pause = min(2 * pause, 3)
    if given_up:
        logging.warning("dead letter: %s events", len(given_up))
    return given_up

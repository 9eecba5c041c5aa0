# Counts an attempt only if the call returned, so with a table that always raises the function never gives up.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    kind = "PutRequest" if "PutRequest" in request else "DeleteRequest"
    attributes = request[kind]["Item" if kind == "PutRequest" else "Key"]
    return tuple(next(iter(attributes[name].items())) for name in key_names)


def send(dynamodb, table, pending):
    """Send one batch until it is written or given up. Returns what is given up."""
    attempts, pause_s = 0, 0.2
    while pending and attempts < MAX_ATTEMPTS:
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: pending})
        except (BotoCoreError, ClientError):
            time.sleep(random.uniform(pause_s / 2, pause_s))
            pause_s = min(2 * pause_s, 10)
            continue
        attempts += 1
        pending = answer.get("UnprocessedItems", {}).get(table, [])
        if pending and attempts < MAX_ATTEMPTS:
            time.sleep(random.uniform(pause_s / 2, pause_s))
            pause_s = min(2 * pause_s, 10)
    return pending


def batch_write(dynamodb, table, key_names, requests):
    given_up, batch = [], {}
    for request in requests:
        batch[key_of(request, key_names)] = request
        if len(batch) == MOST_PER_CALL:
            given_up += send(dynamodb, table, list(batch.values()))
            batch = {}
    if batch:
        given_up += send(dynamodb, table, list(batch.values()))
    return given_up

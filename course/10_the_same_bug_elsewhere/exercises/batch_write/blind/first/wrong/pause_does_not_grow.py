# Draws every pause from the same range and takes the jitter for the backoff, so the pauses never grow.
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
    for attempt in range(MAX_ATTEMPTS):
        if attempt:
            time.sleep(random.uniform(0.1, 1))
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: pending})
        except (BotoCoreError, ClientError):
            continue
        pending = answer.get("UnprocessedItems", {}).get(table, [])
        if not pending:
            break
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

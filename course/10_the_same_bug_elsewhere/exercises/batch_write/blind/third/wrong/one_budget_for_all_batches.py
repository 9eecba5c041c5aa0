# Believed MAX_ATTEMPTS is for the whole write, so after one bad batch the later ones are given up too
# early.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    if "PutRequest" in request:
        attributes = request["PutRequest"]["Item"]
    else:
        attributes = request["DeleteRequest"]["Key"]
    return repr([attributes[name] for name in key_names])


def batch_write(dynamodb, table, key_names, requests):
    given_up, chunk, attempts = [], {}, MAX_ATTEMPTS

    def flush():
        nonlocal attempts
        pending = list(chunk.values())
        chunk.clear()
        first = True
        while pending and (first or attempts > 1):
            if not first:
                attempts -= 1
                time.sleep(0.1 * 2 ** (MAX_ATTEMPTS - attempts) * random.uniform(1, 1.5))
            first = False
            try:
                answer = dynamodb.batch_write_item(RequestItems={table: pending})
            except (ClientError, BotoCoreError):
                continue
            pending = answer.get("UnprocessedItems", {}).get(table, [])
        given_up.extend(pending)

    for request in requests:
        key = key_of(request, key_names)
        chunk.pop(key, None)
        chunk[key] = request
        if len(chunk) == MOST_PER_CALL:
            flush()
    flush()
    return given_up

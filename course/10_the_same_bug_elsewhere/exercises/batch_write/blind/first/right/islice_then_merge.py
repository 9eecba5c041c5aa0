# Takes 25 requests at a time with islice, merges them by key, and sends with a while/else.
import itertools
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    kind = "PutRequest" if "PutRequest" in request else "DeleteRequest"
    attributes = request[kind]["Item" if kind == "PutRequest" else "Key"]
    return tuple(next(iter(attributes[name].items())) for name in key_names)


def pauses():
    return (random.uniform(s / 2, s) for s in (0.2 * 2**n for n in itertools.count()))


def batch_write(dynamodb, table, key_names, requests):
    requests, given_up = iter(requests), []
    while taken := list(itertools.islice(requests, MOST_PER_CALL)):
        pending = list({key_of(request, key_names): request for request in taken}.values())
        waits, left = pauses(), MAX_ATTEMPTS
        while left:
            try:
                answer = dynamodb.batch_write_item(RequestItems={table: pending})
                pending = (answer.get("UnprocessedItems") or {}).get(table) or []
            except (ClientError, BotoCoreError):
                pass
            left -= 1
            if not pending:
                break
            if left:
                time.sleep(next(waits))
        else:
            given_up.extend(pending)
    return given_up

# A generator yields the batches, and a recursive function sends one with the attempts that are left.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def merged(requests, name_key):
    """Yield lists of at most MOST_PER_CALL requests with different keys; the last one of a key counts."""
    batch = {}
    for request in requests:
        key = name_key(request)
        batch.pop(key, None)
        batch[key] = request
        if len(batch) >= MOST_PER_CALL:
            yield [*batch.values()]
            batch.clear()
    if batch:
        yield [*batch.values()]


def send(write, batch, attempts=MAX_ATTEMPTS, pause_s=0.25):
    """Returns the requests of the batch that are given up."""
    try:
        batch = write(batch)
    except (BotoCoreError, ClientError):
        pass
    if not batch or attempts <= 1:
        return batch
    time.sleep(pause_s + random.uniform(0, pause_s))
    return send(write, batch, attempts - 1, pause_s * 2)


def batch_write(dynamodb, table, key_names, requests):
    def name_key(request):
        (operation,) = request.values()
        (attributes,) = operation.values()
        return tuple(repr(attributes[name]) for name in key_names)

    def write(batch):
        answer = dynamodb.batch_write_item(RequestItems={table: batch})
        return [request for rest in answer["UnprocessedItems"].values() for request in rest]

    return [request for batch in merged(requests, name_key) for request in send(write, batch)]

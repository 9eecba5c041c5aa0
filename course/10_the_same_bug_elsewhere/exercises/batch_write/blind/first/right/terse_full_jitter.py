# Very terse: one function, the end of the requests marked by a sentinel, full jitter.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def batch_write(dynamodb, table, key_names, requests):
    lost, batch, end = [], {}, object()
    requests = iter(requests)
    while True:
        if (request := next(requests, end)) is not end:
            what = (request.get("PutRequest") or request["DeleteRequest"]).values()
            batch[tuple(str(attributes[n]) for attributes in what for n in key_names)] = request
            if len(batch) < MOST_PER_CALL:
                continue
        todo, batch = [*batch.values()], {}
        for n in range(MAX_ATTEMPTS):
            if not todo:
                break
            time.sleep(n and random.uniform(0, 2**n))
            try:
                rest = dynamodb.batch_write_item(RequestItems={table: todo})["UnprocessedItems"]
                todo = rest.get(table, [])
            except (ClientError, BotoCoreError):
                continue
        lost += todo
        if request is end:
            return lost

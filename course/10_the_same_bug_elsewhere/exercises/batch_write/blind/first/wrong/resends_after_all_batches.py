# Resends after all batches went out once, so an older value is written over a later batch's newer one.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    kind = "PutRequest" if "PutRequest" in request else "DeleteRequest"
    attributes = request[kind]["Item" if kind == "PutRequest" else "Key"]
    return tuple(next(iter(attributes[name].items())) for name in key_names)


def attempt(dynamodb, table, batch):
    try:
        answer = dynamodb.batch_write_item(RequestItems={table: batch})
    except (BotoCoreError, ClientError):
        return batch
    return answer.get("UnprocessedItems", {}).get(table, [])


def batch_write(dynamodb, table, key_names, requests):
    came_back, batch = [], {}
    for request in requests:
        batch[key_of(request, key_names)] = request
        if len(batch) == MOST_PER_CALL:
            came_back.append(attempt(dynamodb, table, list(batch.values())))
            batch = {}
    if batch:
        came_back.append(attempt(dynamodb, table, list(batch.values())))
    for number in range(1, MAX_ATTEMPTS):
        came_back = [rest for rest in came_back if rest]
        if not came_back:
            break
        time.sleep(random.uniform(0.1, 0.2) * 2**number)
        came_back = [attempt(dynamodb, table, rest) for rest in came_back]
    return [request for rest in came_back for request in rest]

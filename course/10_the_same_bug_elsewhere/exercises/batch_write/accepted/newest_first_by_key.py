import random
from itertools import islice

from botocore.exceptions import BotoCoreError, ClientError


def key_of(request, names):
    ((kind, body),) = request.items()
    item = body["Item" if kind == "PutRequest" else "Key"]
    return tuple(repr(item[name]) for name in names)


def batch_write(dynamodb, table, key_names, requests):
    latest = {}
    for request in requests:
        latest[key_of(request, key_names)] = request
    waiting, given_up = iter(list(latest.values())), []
    while batch := list(islice(waiting, 25)):
        tries = 0
        while batch and tries < 6:
            if tries:
                time.sleep(0.1 * 2**tries + random.random() * 0.1)
            tries += 1
            try:
                answer = dynamodb.batch_write_item(RequestItems={table: batch})
            except (ClientError, BotoCoreError):
                continue
            batch = answer.get("UnprocessedItems", {}).get(table, [])
        given_up.extend(batch)
    return given_up

# A lazy generator makes the chunks, and a recursive function sends one chunk.
import random
import time
from decimal import Decimal

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def plain(value):
    ((kind, it),) = value.items()
    return kind, Decimal(it) if kind == "N" else bytes(it) if kind == "B" else it


def chunks(requests, key_names):
    chunk = {}
    for request in requests:
        put = request.get("PutRequest")
        attributes = put["Item"] if put else request["DeleteRequest"]["Key"]
        key = tuple(plain(attributes[name]) for name in key_names)
        chunk.pop(key, None)
        chunk[key] = request
        if len(chunk) >= MOST_PER_CALL:
            yield list(chunk.values())
            chunk = {}
    if chunk:
        yield list(chunk.values())


def send(dynamodb, table, pending, attempt=1):
    try:
        answer = dynamodb.batch_write_item(RequestItems={table: pending})
        pending = answer.get("UnprocessedItems", {}).get(table) or []
    except (ClientError, BotoCoreError):
        pass
    if not pending or attempt == MAX_ATTEMPTS:
        return pending
    time.sleep(0.1 * 2**attempt * random.uniform(1, 1.5))
    return send(dynamodb, table, pending, attempt + 1)


def batch_write(dynamodb, table, key_names, requests):
    return [lost for chunk in chunks(requests, key_names) for lost in send(dynamodb, table, chunk)]

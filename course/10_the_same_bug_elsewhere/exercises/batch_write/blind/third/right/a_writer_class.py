# A class with a buffer, and an iterator of growing pauses.
import random
import time
from decimal import Decimal

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def plain(value):
    ((kind, it),) = value.items()
    return kind, Decimal(it) if kind == "N" else bytes(it) if kind == "B" else it


class Writer:
    def __init__(self, dynamodb, table, key_names):
        self.dynamodb, self.table, self.key_names = dynamodb, table, tuple(key_names)
        self.buffer, self.lost = {}, []

    def key(self, request):
        ((_, body),) = request.items()
        attributes = body["Item"] if "Item" in body else body["Key"]
        return tuple(plain(attributes[name]) for name in self.key_names)

    def add(self, request):
        key = self.key(request)
        self.buffer.pop(key, None)
        self.buffer[key] = request
        if len(self.buffer) == MOST_PER_CALL:
            self.flush()

    def once(self, pending):
        try:
            answer = self.dynamodb.batch_write_item(RequestItems={self.table: pending})
        except (ClientError, BotoCoreError):
            return pending
        return (answer.get("UnprocessedItems") or {}).get(self.table, [])

    def flush(self):
        pending, self.buffer = list(self.buffer.values()), {}
        if pending:
            pending = self.once(pending)
        pauses = iter([0.1 * 2**n * random.uniform(1, 1.5) for n in range(MAX_ATTEMPTS - 1)])
        while pending and (pause := next(pauses, None)) is not None:
            time.sleep(pause)
            pending = self.once(pending)
        self.lost += pending


def batch_write(dynamodb, table, key_names, requests):
    writer = Writer(dynamodb, table, key_names)
    for request in requests:
        writer.add(request)
    writer.flush()
    return writer.lost

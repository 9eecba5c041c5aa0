# A class with a context manager, in the style of boto3's batch_writer.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


class Writer:
    def __init__(self, dynamodb, table, key_names):
        self.dynamodb, self.table, self.key_names = dynamodb, table, tuple(key_names)
        self.waiting, self.given_up = {}, []

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if kind is None:
            self.flush()

    def add(self, request):
        (body,) = request.values()
        attributes = body.get("Item") or body.get("Key")
        key = tuple(tuple(attributes[name].items()) for name in self.key_names)
        self.waiting.pop(key, None)
        self.waiting[key] = request
        if len(self.waiting) >= MOST_PER_CALL:
            self.flush()

    def flush(self):
        todo, self.waiting = [*self.waiting.values()], {}
        attempt = 0
        while todo and attempt < MAX_ATTEMPTS:
            if attempt > 0:
                base = 0.1 * 3**attempt
                time.sleep(base + random.uniform(0, base))
            attempt += 1
            try:
                answer = self.dynamodb.batch_write_item(RequestItems={self.table: todo})
            except (ClientError, BotoCoreError):
                continue
            todo = answer.get("UnprocessedItems", {}).get(self.table, [])
        self.given_up.extend(todo)


def batch_write(dynamodb, table, key_names, requests):
    """Write all `requests` to `table`: what boto3's batch_writer does, with a pause and a bound."""
    with Writer(dynamodb, table, key_names) as writer:
        for request in requests:
            writer.add(request)
    return writer.given_up

# A context manager like boto3's own batch_writer, with add, flush and a list of what is given up.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


class Writer:
    def __init__(self, dynamodb, table, key_names):
        self.dynamodb, self.table, self.key_names = dynamodb, table, tuple(key_names)
        self.buffer, self.given_up = {}, []

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.flush()

    def add(self, request):
        if "PutRequest" in request:
            attributes = request["PutRequest"]["Item"]
        else:
            attributes = request["DeleteRequest"]["Key"]
        key = tuple(tuple(attributes[name].items()) for name in self.key_names)
        if key not in self.buffer and len(self.buffer) == MOST_PER_CALL:
            self.flush()
        self.buffer[key] = request

    def flush(self):
        pending, self.buffer = list(self.buffer.values()), {}
        for attempt in range(1, MAX_ATTEMPTS + 1):
            if not pending:
                return
            try:
                answer = self.dynamodb.batch_write_item(RequestItems={self.table: pending})
                pending = list(answer.get("UnprocessedItems", {}).get(self.table, ()))
            except (ClientError, BotoCoreError):
                pass  # a failed attempt: pending stays as it is
            if pending and attempt < MAX_ATTEMPTS:
                longest_s = min(0.3 * 2**attempt, 20)
                time.sleep(random.uniform(longest_s / 2, longest_s))
        self.given_up += pending


def batch_write(dynamodb, table, key_names, requests):
    with Writer(dynamodb, table, key_names) as writer:
        for request in requests:
            writer.add(request)
    return writer.given_up

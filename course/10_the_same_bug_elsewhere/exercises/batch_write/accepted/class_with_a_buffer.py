import random

from botocore.exceptions import BotoCoreError, ClientError


class Writer:
    def __init__(self, dynamodb, table, names):
        self.dynamodb, self.table, self.names = dynamodb, table, names
        self.buffer, self.given_up = [], []

    def key(self, request):
        body = request.get("PutRequest") or request["DeleteRequest"]
        item = body.get("Item") or body["Key"]
        return [item[name] for name in self.names]

    def add(self, request):
        if any(self.key(each) == self.key(request) for each in self.buffer):
            self.flush()
        self.buffer.append(request)
        if len(self.buffer) >= 25:
            self.flush()

    def flush(self):
        for attempt in range(6):
            if not self.buffer:
                return
            if attempt:
                time.sleep(min(5, 0.2 * 2**attempt) * random.uniform(0.75, 1.25))
            try:
                back = self.dynamodb.batch_write_item(RequestItems={self.table: self.buffer})[
                    "UnprocessedItems"
                ]
                self.buffer = back.get(self.table, [])
            except (ClientError, BotoCoreError):
                pass
        self.given_up += self.buffer
        self.buffer = []


def batch_write(dynamodb, table, key_names, requests):
    writer = Writer(dynamodb, table, key_names)
    for request in requests:
        writer.add(request)
    writer.flush()
    return writer.given_up

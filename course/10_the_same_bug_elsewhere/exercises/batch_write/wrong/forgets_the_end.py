# twenty-six-fit -> 10.2.never-sent
import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def write(dynamodb, table, pending):
    for attempt in range(MAX_ATTEMPTS):
        time.sleep(random.uniform(0.5, 1) * 0.1 * (2**attempt - 1))
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: pending})
            pending = answer["UnprocessedItems"].get(table, [])
        except (ClientError, BotoCoreError):
            pass  # contain: a failed attempt of all of them
        if not pending:
            break
    return pending


def batch_write(dynamodb, table, key_names, requests):
    given_up, by_key = [], {}
    for request in requests:
        item = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
        by_key[str([item[name] for name in key_names])] = request
        if len(by_key) == MOST_PER_CALL:
            given_up += write(dynamodb, table, list(by_key.values()))
            by_key = {}
    return given_up

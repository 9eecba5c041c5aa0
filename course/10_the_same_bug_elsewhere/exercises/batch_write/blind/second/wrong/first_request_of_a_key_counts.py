# Skips a request whose key is waiting already, so of two requests the earlier one counts.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    source = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
    return repr([source[name] for name in key_names])


def send(dynamodb, table, todo):
    for attempt in range(MAX_ATTEMPTS):
        if attempt:
            time.sleep(0.1 * 2**attempt * random.uniform(0.5, 1))
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: todo})
        except (ClientError, BotoCoreError):
            continue
        todo = answer.get("UnprocessedItems", {}).get(table, [])
        if not todo:
            return []
    return todo


def batch_write(dynamodb, table, key_names, requests):
    """Write all `requests` to `table`: what boto3's batch_writer does, with a pause and a bound."""
    given_up, buffer = [], {}
    for request in requests:
        buffer.setdefault(key_of(request, key_names), request)
        if len(buffer) == MOST_PER_CALL:
            given_up += send(dynamodb, table, list(buffer.values()))
            buffer = {}
    if buffer:
        given_up += send(dynamodb, table, list(buffer.values()))
    return given_up

# Waits the same fifth of a second before every resend, where the pause has to grow.
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
            time.sleep(random.uniform(0.15, 0.25))
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
        buffer[key_of(request, key_names)] = request
        if len(buffer) == MOST_PER_CALL:
            given_up += send(dynamodb, table, list(buffer.values()))
            buffer = {}
    if buffer:
        given_up += send(dynamodb, table, list(buffer.values()))
    return given_up

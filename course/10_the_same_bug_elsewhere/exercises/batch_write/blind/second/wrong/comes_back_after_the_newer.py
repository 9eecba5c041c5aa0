# Puts off what came back until all else is written, so the older value of a key is written last.
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
    requests, given_up = iter(requests), []
    later = []
    buffer = {}

    def once(todo):
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: todo})
        except (ClientError, BotoCoreError):
            return todo
        return answer.get("UnprocessedItems", {}).get(table, [])

    for request in requests:
        buffer[key_of(request, key_names)] = request
        if len(buffer) == MOST_PER_CALL:
            later += once(list(buffer.values()))
            buffer = {}
    if buffer:
        later += once(list(buffer.values()))
    for attempt in range(1, MAX_ATTEMPTS):
        if not later:
            break
        time.sleep(0.1 * 2**attempt * random.uniform(0.5, 1))
        latest = {key_of(request, key_names): request for request in later}
        waiting, later = list(latest.values()), []
        for start in range(0, len(waiting), MOST_PER_CALL):
            later += once(waiting[start : start + MOST_PER_CALL])
    return given_up + later

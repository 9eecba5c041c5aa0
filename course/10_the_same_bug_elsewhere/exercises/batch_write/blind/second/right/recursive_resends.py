# Generator of batches, and recursion for the attempts.
import itertools
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    source = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
    return repr([source[name] for name in key_names])


def batches(requests, key_names):
    requests = iter(requests)
    while some := list(itertools.islice(requests, MOST_PER_CALL)):
        yield list({key_of(request, key_names): request for request in some}.values())


def rest_of(dynamodb, table, todo, attempt=1):
    try:
        answer = dynamodb.batch_write_item(RequestItems={table: todo})
        todo = [each for back in (answer.get("UnprocessedItems") or {}).values() for each in back]
    except (BotoCoreError, ClientError):
        pass
    if not todo or attempt >= MAX_ATTEMPTS:
        return todo
    time.sleep(0.2 * 2**attempt * (0.75 + random.random() / 4))
    return rest_of(dynamodb, table, todo, attempt + 1)


def batch_write(dynamodb, table, key_names, requests):
    """Write all `requests` to `table`: what boto3's batch_writer does, with a pause and a bound."""
    return [back for todo in batches(requests, key_names) for back in rest_of(dynamodb, table, todo)]

# resending-keeps-the-order -> 10.2.older-wins
import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def write_once(dynamodb, table, pending):
    try:
        return dynamodb.batch_write_item(RequestItems={table: pending})["UnprocessedItems"].get(table, [])
    except (ClientError, BotoCoreError):
        return pending


def batch_write(dynamodb, table, key_names, requests):
    came_back, by_key = [], {}
    for request in requests:
        item = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
        by_key[str([item[name] for name in key_names])] = request
        if len(by_key) == MOST_PER_CALL:
            came_back.append(write_once(dynamodb, table, list(by_key.values())))
            by_key = {}
    if by_key:
        came_back.append(write_once(dynamodb, table, list(by_key.values())))
    for attempt in range(1, MAX_ATTEMPTS):
        if any(came_back):
            time.sleep(random.uniform(0.5, 1) * 0.1 * (2**attempt - 1))
        came_back = [write_once(dynamodb, table, pending) for pending in came_back if pending]
    return [request for pending in came_back for request in pending]

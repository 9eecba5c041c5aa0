# resending-keeps-the-order -> 10.2.not-alone
import random

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    item = request["PutRequest"]["Item"] if "PutRequest" in request else request["DeleteRequest"]["Key"]
    return str([item[name] for name in key_names])


def batch_write(dynamodb, table, key_names, requests):
    waiting, given_up = [(request, 0) for request in requests], []
    while waiting:
        batch, rest, keys = [], [], set()
        for request, tries in waiting:
            key = key_of(request, key_names)
            fits = len(batch) < MOST_PER_CALL and key not in keys
            (batch if fits else rest).append((request, tries))
            keys.add(key)
        tries = max(tries for _, tries in batch)
        time.sleep(random.uniform(0.5, 1) * 0.1 * (2**tries - 1))
        sent = [request for request, _ in batch]
        try:
            back = dynamodb.batch_write_item(RequestItems={table: sent})["UnprocessedItems"].get(table, [])
        except (ClientError, BotoCoreError):
            back = sent
        again = [(request, tries + 1) for request, tries in batch if request in back]
        given_up += [request for request, tries in again if tries == MAX_ATTEMPTS]
        waiting = rest + [(request, tries) for request, tries in again if tries < MAX_ATTEMPTS]
    return given_up

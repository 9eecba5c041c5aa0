# itertools.islice reads 25 at a time, a dict comprehension keeps the last per key, while/else gives up.
import random
import time
from decimal import Decimal
from itertools import islice

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def plain(value):
    ((kind, it),) = value.items()
    return kind, Decimal(it) if kind == "N" else bytes(it) if kind == "B" else it


def batch_write(dynamodb, table, key_names, requests):
    def key(request):
        body = request.get("PutRequest", {}).get("Item") or request["DeleteRequest"]["Key"]
        return tuple(plain(body[name]) for name in key_names)

    source, given_up = iter(requests), []
    while some := list(islice(source, MOST_PER_CALL)):
        pending = list({key(request): request for request in some}.values())
        attempt = 0
        while attempt < MAX_ATTEMPTS:
            if attempt > 0:
                time.sleep(0.2 * 2**attempt + random.random() * 0.2)
            attempt += 1
            try:
                answer = dynamodb.batch_write_item(RequestItems={table: pending})
            except (ClientError, BotoCoreError):
                continue
            pending = answer.get("UnprocessedItems", {}).get(table, [])
            if not pending:
                break
        else:
            given_up.extend(pending)
    return given_up

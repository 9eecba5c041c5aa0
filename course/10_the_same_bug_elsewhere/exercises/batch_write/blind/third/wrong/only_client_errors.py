# Believed boto3 raises only ClientError, so a timeout or a lost connection (BotoCoreError) ends the whole
# write.
import random
import time

from botocore.exceptions import ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    if "PutRequest" in request:
        attributes = request["PutRequest"]["Item"]
    else:
        attributes = request["DeleteRequest"]["Key"]
    return repr([attributes[name] for name in key_names])


def batch_write(dynamodb, table, key_names, requests):
    given_up, chunk = [], {}

    def flush():
        pending = list(chunk.values())
        chunk.clear()
        for attempt in range(MAX_ATTEMPTS):
            if not pending:
                return
            if attempt:
                time.sleep(0.1 * 2**attempt * random.uniform(1, 1.5))
            try:
                answer = dynamodb.batch_write_item(RequestItems={table: pending})
            except ClientError:
                continue
            pending = answer.get("UnprocessedItems", {}).get(table, [])
        given_up.extend(pending)

    for request in requests:
        key = key_of(request, key_names)
        chunk.pop(key, None)
        chunk[key] = request
        if len(chunk) == MOST_PER_CALL:
            flush()
    flush()
    return given_up

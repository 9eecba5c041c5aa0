# Believed a call should be full, so what came back is sent with new requests, as batch_writer does it.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
MOST_PER_CALL = 25


def key_of(request, key_names):
    if "PutRequest" in request:
        attributes = request["PutRequest"]["Item"]
    else:
        attributes = request["DeleteRequest"]["Key"]
    return repr([attributes[name] for name in key_names])


def batch_write(dynamodb, table, key_names, requests):
    given_up, waiting, tries, source = [], {}, {}, iter(requests)
    pauses, ended = 0, False
    while waiting or not ended:
        while len(waiting) < MOST_PER_CALL and not ended:
            request = next(source, None)
            if request is None:
                ended = True
                break
            key = key_of(request, key_names)
            waiting[key] = request
            tries[key] = 0
        if not waiting:
            break
        try:
            answer = dynamodb.batch_write_item(RequestItems={table: list(waiting.values())})
            back = answer.get("UnprocessedItems", {}).get(table, [])
        except (ClientError, BotoCoreError):
            back = list(waiting.values())
        waiting = {}
        for request in back:
            key = key_of(request, key_names)
            tries[key] += 1
            if tries[key] < MAX_ATTEMPTS:
                waiting[key] = request
            else:
                given_up.append(request)
        pauses = pauses + 1 if back else 0
        if back:
            time.sleep(0.1 * 2 ** min(pauses, 8) * random.uniform(1, 1.5))
    return given_up

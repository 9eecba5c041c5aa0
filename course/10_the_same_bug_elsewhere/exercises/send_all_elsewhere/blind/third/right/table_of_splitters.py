# A dict of small functions, one per operation, each of which sorts one entry; recursion over the attempts.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def by_index(entries, answer):
    for entry, result in zip(entries, answer["Entries"], strict=True):
        code = result.get("ErrorCode")
        yield entry, 0 if not code else 1 if code in RETRYABLE else 2


def by_id(entries, answer):
    fault = {each["Id"]: each.get("SenderFault", False) for each in answer.get("Failed") or ()}
    for entry in entries:
        yield entry, 0 if entry["Id"] not in fault else 2 if fault[entry["Id"]] else 1


def handed_back(entries, answer):
    back = sum((answer.get("UnprocessedItems") or {}).values(), [])
    for entry in entries:
        yield entry, int(entry in back)


HOW = {"put_events": by_index, "send_message_batch": by_id, "batch_write_item": handed_back}


def split(operation, entries, answer):
    lists = [], [], []
    for entry, fate in HOW[operation](entries, answer):
        lists[fate].append(entry)
    return lists


def attempt_of(call, operation, entries, number):
    try:
        _, again, never = split(operation, entries, call(entries))
    except (ClientError, BotoCoreError):
        again, never = entries, []
    if not again or number == MAX_ATTEMPTS:
        return never + again
    time.sleep(0.1 * 2**number * random.uniform(1, 1.5))
    return never + attempt_of(call, operation, again, number + 1)


def send_all(call, operation, entries):
    size, todo, lost = PER_CALL[operation], list(entries), []
    while todo:
        chunk, todo = todo[:size], todo[size:]
        lost += attempt_of(call, operation, chunk, 1)
    return lost

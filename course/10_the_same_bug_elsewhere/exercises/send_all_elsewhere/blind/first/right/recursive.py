# Recursive: a chunk sends itself with one attempt less, and a list is its first chunk plus the rest.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events: all other codes are for good


def by_index(entries, answer):
    return [
        "done" if not each.get("ErrorCode") else "again" if each["ErrorCode"] in RETRYABLE else "never"
        for each in answer["Entries"]
    ]


def by_id(entries, answer):
    fates = {each["Id"]: "never" if each["SenderFault"] else "again" for each in answer.get("Failed") or ()}
    return [fates.get(entry["Id"], "done") for entry in entries]


def by_rest(entries, answer):
    rest = [request for requests in (answer.get("UnprocessedItems") or {}).values() for request in requests]
    return ["again" if entry in rest else "done" for entry in entries]


FATES = {"put_events": by_index, "send_message_batch": by_id, "batch_write_item": by_rest}


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    fates = FATES[operation](entries, answer)
    return tuple(
        [entry for entry, fate in zip(entries, fates, strict=True) if fate == wanted]
        for wanted in ("done", "again", "never")
    )


def send_chunk(call, operation, chunk, attempts):
    if not chunk or not attempts:
        return chunk
    if attempts < MAX_ATTEMPTS:
        time.sleep(random.uniform(0.1, 0.3) * 2 ** (MAX_ATTEMPTS - attempts))
    try:
        _, again, never = split(operation, chunk, call(chunk))
    except (ClientError, BotoCoreError):
        again, never = chunk, []
    return never + send_chunk(call, operation, again, attempts - 1)


def send_all(call, operation, entries):
    if not entries:
        return []
    size = PER_CALL[operation]
    head, tail = entries[:size], entries[size:]
    return send_chunk(call, operation, head, MAX_ATTEMPTS) + send_all(call, operation, tail)

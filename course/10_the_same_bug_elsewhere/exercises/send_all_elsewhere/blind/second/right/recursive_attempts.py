# Recursion over the attempts, with a split per operation in a dict.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def _events(entries, answer):
    codes = [result.get("ErrorCode") for result in answer["Entries"]]
    return ["done" if not code else "again" if code in RETRYABLE else "never" for code in codes]


def _messages(entries, answer):
    fate = {f["Id"]: "never" if f["SenderFault"] else "again" for f in answer.get("Failed", ())}
    return [fate.get(entry["Id"], "done") for entry in entries]


def _writes(entries, answer):
    back = sum((answer.get("UnprocessedItems") or {}).values(), [])
    return ["again" if entry in back else "done" for entry in entries]


FATES = {"put_events": _events, "send_message_batch": _messages, "batch_write_item": _writes}


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    fates = FATES[operation](entries, answer)
    return tuple(
        [entry for entry, fate in zip(entries, fates, strict=True) if fate == wanted]
        for wanted in ("done", "again", "never")
    )


def send_all(call, operation, entries):
    """Send all entries. Returns a list of the entries given up."""

    def attempt(some, left):
        if not some or not left:
            return some
        if left < MAX_ATTEMPTS:
            time.sleep(0.2 * 2 ** (MAX_ATTEMPTS - left) * (0.5 + random.random() / 2))
        try:
            answer = call(some)
        except (ClientError, BotoCoreError):
            return attempt(some, left - 1)
        _, again, never = split(operation, some, answer)
        return never + attempt(again, left - 1)

    size = PER_CALL[operation]
    if not entries:
        return []
    return attempt(list(entries[:size]), MAX_ATTEMPTS) + send_all(call, operation, entries[size:])

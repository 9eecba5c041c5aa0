# A generator yields what is given up, and send_all makes the list of it.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    done, again, never = [], [], []
    if operation == "put_events":
        for entry, result in zip(entries, answer["Entries"]):
            code = result.get("ErrorCode")
            (done if not code else again if code in RETRYABLE else never).append(entry)
    elif operation == "send_message_batch":
        faults = {failed["Id"]: failed["SenderFault"] for failed in answer.get("Failed") or []}
        for entry in entries:
            if entry["Id"] not in faults:
                done.append(entry)
            else:
                (never if faults[entry["Id"]] else again).append(entry)
    else:
        rest = [each for back in (answer.get("UnprocessedItems") or {}).values() for each in back]
        for entry in entries:
            (again if entry in rest else done).append(entry)
    return done, again, never


def _given_up(call, operation, entries):
    waiting, size = list(entries), PER_CALL[operation]
    while waiting:
        some, waiting = waiting[:size], waiting[size:]
        pauses = iter([0.2 * 2**n for n in range(MAX_ATTEMPTS - 1)])
        while some:
            try:
                _, some, never = split(operation, some, call(list(some)))
                yield from never
            except (BotoCoreError, ClientError):
                pass
            pause = next(pauses, None)
            if pause is None:
                break
            if some:
                time.sleep(pause + random.uniform(0, pause))
        yield from some


def send_all(call, operation, entries):
    """Send all entries. Returns a list of the entries given up."""
    return list(_given_up(call, operation, entries))

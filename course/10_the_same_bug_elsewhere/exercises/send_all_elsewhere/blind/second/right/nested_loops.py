# One loop per call of at most PER_CALL entries, one per attempt.
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


def send_all(call, operation, entries):
    """Send all entries. Returns a list of the entries given up."""
    entries, size, given_up = list(entries), PER_CALL[operation], []
    for start in range(0, len(entries), size):
        todo = entries[start : start + size]
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0.5, 1) * 0.1 * 2**attempt)
            try:
                _, todo, never = split(operation, todo, call(todo))
                given_up += never
            except (ClientError, BotoCoreError):
                pass
            if not todo:
                break
        given_up += todo
    return given_up

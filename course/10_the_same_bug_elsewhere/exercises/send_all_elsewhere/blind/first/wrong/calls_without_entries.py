# Makes the first call before it looks whether there are entries, so an empty list costs a call with none.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events: all other codes are for good


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    done, again, never = [], [], []
    if operation == "put_events":
        for entry, result in zip(entries, answer["Entries"], strict=True):
            code = result.get("ErrorCode")
            (again if code in RETRYABLE else never if code else done).append(entry)
    elif operation == "send_message_batch":
        failed = {each["Id"]: each["SenderFault"] for each in answer.get("Failed", [])}
        for entry in entries:
            if entry["Id"] not in failed:
                done.append(entry)
            elif failed[entry["Id"]]:
                never.append(entry)
            else:
                again.append(entry)
    else:
        for requests in answer.get("UnprocessedItems", {}).values():
            again.extend(requests)
        done = [entry for entry in entries if entry not in again]
    return done, again, never


def send_all(call, operation, entries):
    size = PER_CALL[operation]
    waiting = list(entries)
    given_up = []
    while True:
        pending, waiting = waiting[:size], waiting[size:]
        attempt = 0
        while True:
            attempt += 1
            try:
                _, pending, never = split(operation, pending, call(pending))
                given_up.extend(never)
            except (BotoCoreError, ClientError):
                pass
            if not pending or attempt == MAX_ATTEMPTS:
                break
            time.sleep(random.uniform(0, 0.4 * 2**attempt))
        given_up.extend(pending)
        if not waiting:
            return given_up

# Works in rounds: all pending entries are cut into calls, then one pause for everything that failed.
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


def chunks(entries, size):
    return (entries[start : start + size] for start in range(0, len(entries), size))


def send_all(call, operation, entries):
    pending, given_up = list(entries), []
    for pause_s in (0.5, 1, 2, 4, 8, None)[-MAX_ATTEMPTS:]:
        left = []
        for group in chunks(pending, PER_CALL[operation]):
            try:
                answer = call(group)
            except (ClientError, BotoCoreError):
                left += group
            else:
                _, again, never = split(operation, group, answer)
                left += again
                given_up += never
        pending = left
        if not pending or pause_s is None:
            break
        time.sleep(random.uniform(pause_s / 2, pause_s))
    return given_up + pending

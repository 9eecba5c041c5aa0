# Counts the failed attempts for the whole list, so a later chunk has fewer than MAX_ATTEMPTS left.
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
    given_up = []
    size = PER_CALL[operation]
    failed_attempts = 0
    for start in range(0, len(entries), size):
        pending = entries[start : start + size]
        while pending:
            try:
                _, pending, never = split(operation, pending, call(pending))
                given_up += never
            except (BotoCoreError, ClientError):
                pass
            if not pending:
                break
            failed_attempts += 1
            if failed_attempts >= MAX_ATTEMPTS:
                given_up += pending
                break
            time.sleep(random.uniform(0, 2**failed_attempts))
    return given_up

# Matches a resend's answer with the first attempt's entries, so the second resend sends wrong ones.
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
        for entry, result in zip(entries, answer["Entries"]):
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
    for start in range(0, len(entries), size):
        chunk = entries[start : start + size]
        pending = chunk
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(10, 0.5 * 2**attempt)))
            try:
                answer = call(pending)
            except (BotoCoreError, ClientError):
                continue
            _, pending, never = split(operation, chunk, answer)
            given_up += never
            if not pending:
                break
        given_up += pending
    return given_up

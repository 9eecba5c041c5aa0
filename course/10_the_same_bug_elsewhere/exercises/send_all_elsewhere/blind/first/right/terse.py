# Very terse: match, comprehensions and a while loop with an else.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events: all other codes are for good


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    match operation:
        case "put_events":
            fates = [(c := r.get("ErrorCode")) and 1 + (c not in RETRYABLE) or 0 for r in answer["Entries"]]
        case "send_message_batch":
            failed = {f["Id"]: 1 + f["SenderFault"] for f in answer.get("Failed", ())}
            fates = [failed.get(e["Id"], 0) for e in entries]
        case _:
            rest = sum(answer.get("UnprocessedItems", {}).values(), [])
            fates = [int(e in rest) for e in entries]
    return [[e for e, fate in zip(entries, fates) if fate == n] for n in range(3)]


def send_all(call, operation, entries):
    lost, size = [], PER_CALL[operation]
    for todo in (entries[i : i + size] for i in range(0, len(entries), size)):
        tries = 0
        while todo and tries < MAX_ATTEMPTS:
            tries and time.sleep(random.uniform(0, 2**tries))
            tries += 1
            try:
                _, todo, never = split(operation, todo, call(todo))
                lost += never
            except (ClientError, BotoCoreError):
                pass
        else:
            lost += todo
    return lost

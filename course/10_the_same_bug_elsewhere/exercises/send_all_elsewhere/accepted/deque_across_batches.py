import random
from collections import Counter, deque

from botocore.exceptions import BotoCoreError, ClientError

MOST = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}


def split(operation, entries, answer):
    done, again, never = [], [], []
    if operation == "put_events":
        for entry, result in zip(entries, answer["Entries"]):
            code = result.get("ErrorCode")
            place = again if code in ("InternalFailure", "ThrottlingException") else never if code else done
            place.append(entry)
    elif operation == "send_message_batch":
        faults = {each["Id"]: each["SenderFault"] for each in answer.get("Failed") or []}
        for entry in entries:
            place = done if entry["Id"] not in faults else never if faults[entry["Id"]] else again
            place.append(entry)
    else:
        again = [each for many in answer.get("UnprocessedItems", {}).values() for each in many]
        done = [entry for entry in entries if entry not in again]
    return done, again, never


def send_all(call, operation, entries):
    waiting, given_up, failed = deque((entry, 0) for entry in entries), [], 0
    while waiting:
        if failed:
            time.sleep(random.uniform(0.05, min(5, 0.1 * 2**failed)))
        batch = [waiting.popleft() for _ in range(min(MOST[operation], len(waiting)))]
        sent = [entry for entry, _ in batch]
        try:
            _, again, never = split(operation, sent, call(sent))
        except (ClientError, BotoCoreError):
            again, never = list(sent), []
        failed = failed + 1 if again else 0
        given_up.extend(never)
        for entry, before in batch:
            if entry in again:
                again.remove(entry)
                if before + 1 == 6:
                    given_up.append(entry)
                else:
                    waiting.appendleft((entry, before + 1))
    return given_up

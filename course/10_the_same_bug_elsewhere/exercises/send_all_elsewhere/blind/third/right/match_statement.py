# A match statement for the operations, and rounds over chunks that keep together.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def split(operation, entries, answer):
    match operation:
        case "put_events":
            codes = [result.get("ErrorCode") for result in answer["Entries"]]
        case "send_message_batch":
            faults = {each["Id"]: each["SenderFault"] for each in answer.get("Failed", [])}
            words = {None: None, True: "Never", False: RETRYABLE[0]}
            codes = [words[faults.get(entry["Id"])] for entry in entries]
        case _:
            back = [each for some in answer.get("UnprocessedItems", {}).values() for each in some]
            codes = [RETRYABLE[1] if entry in back else None for entry in entries]
    pairs = list(zip(entries, codes))
    return (
        [entry for entry, code in pairs if not code],
        [entry for entry, code in pairs if code in RETRYABLE],
        [entry for entry, code in pairs if code and code not in RETRYABLE],
    )


def send_all(call, operation, entries):
    entries, size, given_up = list(entries), PER_CALL[operation], []
    chunks = [entries[at : at + size] for at in range(0, len(entries), size)]
    for number in range(1, MAX_ATTEMPTS + 1):
        waiting = []
        for chunk in chunks:
            try:
                _, again, never = split(operation, chunk, call(chunk))
            except (BotoCoreError, ClientError):
                again, never = chunk, []
            given_up.extend(never)
            if again:
                waiting.append(again)
        chunks = waiting
        if not chunks:
            break
        if number < MAX_ATTEMPTS:
            time.sleep(0.2 * 2**number + random.uniform(0, 0.2 * 2**number))
    return given_up + [entry for chunk in chunks for entry in chunk]

import random

from botocore.exceptions import BotoCoreError, ClientError

PASSING = {"InternalFailure", "ThrottlingException"}


def split(operation, entries, answer):
    def fate(place, entry):
        if operation == "put_events":
            code = answer["Entries"][place].get("ErrorCode")
            return 0 if not code else 1 if code in PASSING else 2
        if operation == "send_message_batch":
            mine = [each for each in answer.get("Failed", []) if each["Id"] == entry["Id"]]
            return 0 if not mine else 2 if mine[0]["SenderFault"] else 1
        return int(any(entry in many for many in answer["UnprocessedItems"].values()))

    fates = [fate(place, entry) for place, entry in enumerate(entries)]
    return tuple([entry for entry, its in zip(entries, fates) if its == kind] for kind in range(3))


def attempt(call, operation, entries, left):
    if not entries or not left:
        return list(entries)
    if left < 6:
        time.sleep(0.05 * 2 ** (6 - left) * (0.5 + random.random()))
    try:
        _, again, never = split(operation, entries, call(list(entries)))
    except (ClientError, BotoCoreError):
        again, never = entries, []
    return never + attempt(call, operation, again, left - 1)


def send_all(call, operation, entries):
    most = 25 if operation == "batch_write_item" else 10
    parts = [entries[start : start + most] for start in range(0, len(entries), most)]
    return [entry for part in parts for entry in attempt(call, operation, part, 6)]

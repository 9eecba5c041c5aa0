# A deque of (attempt, batch) whose resends go to the front after a pause.
import random
import time
from collections import deque

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events; all other codes mean never


def split(operation, entries, answer):
    if operation == "batch_write_item":
        again = [each for some in (answer.get("UnprocessedItems") or {}).values() for each in some]
        return [each for each in entries if each not in again], again, []
    if operation == "send_message_batch":
        failed = answer.get("Failed", [])
        sender = {each["Id"] for each in failed if each["SenderFault"]}
        service = {each["Id"] for each in failed} - sender
        done = [each for each in entries if each["Id"] not in sender | service]
        return done, [e for e in entries if e["Id"] in service], [e for e in entries if e["Id"] in sender]
    done, again, never = [], [], []
    for number, result in enumerate(answer["Entries"]):
        if "ErrorCode" not in result or not result["ErrorCode"]:
            done.append(entries[number])
        elif result["ErrorCode"] in RETRYABLE:
            again.append(entries[number])
        else:
            never.append(entries[number])
    return done, again, never


def send_all(call, operation, entries):
    entries, size = list(entries), PER_CALL[operation]
    work = deque((1, entries[at : at + size]) for at in range(0, len(entries), size))
    given_up = []
    while work:
        number, batch = work.popleft()
        try:
            answer = call(list(batch))
        except (ClientError, BotoCoreError):
            again = batch
        else:
            _, again, never = split(operation, batch, answer)
            given_up.extend(never)
        if again and number >= MAX_ATTEMPTS:
            given_up.extend(again)
        elif again:
            time.sleep(0.1 * 2**number * random.uniform(1, 1.5))
            work.appendleft((number + 1, again))
    return given_up

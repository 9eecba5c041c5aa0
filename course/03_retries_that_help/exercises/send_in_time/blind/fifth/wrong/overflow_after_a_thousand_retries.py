# 0.1 * 2**1027 raises OverflowError after an hour or so; forbidden: "nothing else ends the loop".
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry = put(events), 0
    while pending:
        pause = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + pause >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
        retry += 1
    return pending

# Progress resets the bound to 0.1 s; forbidden: "as in 03.1", it "doubles before every later retry".
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause = random.uniform(0, bound_s)
        if time.monotonic() + pause >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause)
        before, pending = len(pending), put(pending)
        bound_s = min(5, 2 * bound_s) if len(pending) == before else 0.1
    return pending

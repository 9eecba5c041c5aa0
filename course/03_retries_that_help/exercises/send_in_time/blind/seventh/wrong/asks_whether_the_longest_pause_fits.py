# Compares the deadline with the bound instead of the drawn pause, so it ends although the pause would fit.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        if time.monotonic() + bound_s >= deadline:
            break
        if not budget.take():
            break
        time.sleep(random.uniform(0, bound_s))
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

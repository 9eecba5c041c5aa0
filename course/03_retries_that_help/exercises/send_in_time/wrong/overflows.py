# doubling-fits-a-float -> check.raised
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry = put(events), 0
    while pending:
        wait_s = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        left = put(pending)
        bound_s = min(5, 2 * min(5, bound_s)) if len(left) == len(pending) else 0.1
        pending = left
    return pending

# cap-comes-last -> 03.2.cap-last
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        wait_s = min(5, random.uniform(0, bound_s))
        if time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        pending = put(pending)
        bound_s = 2 * bound_s
    return pending

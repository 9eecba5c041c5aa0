# the-callers-list-is-mine -> 03.2.changes-input
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = events, 0.1
    pending[:] = put(list(events))
    while pending:
        wait_s = random.uniform(0, bound_s)
        if time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        pending[:] = put(list(pending))
        bound_s = min(5, 2 * bound_s)
    return pending

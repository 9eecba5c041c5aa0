# bound-is-the-pause -> 03.2.never-dares
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        wait_s = random.uniform(0, bound_s)
        if time.monotonic() + bound_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        left = put(pending)
        bound_s = min(5, 2 * bound_s)
        pending = left
    return pending

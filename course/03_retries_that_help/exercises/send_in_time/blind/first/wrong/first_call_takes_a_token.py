# Asks for a token before every call: in an outage even the first call is not made.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s, pause_s = events, 0.1, 0
    while pending:
        if not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        pause_s = random.uniform(0, bound_s)
        bound_s = min(5, 2 * bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
    return pending

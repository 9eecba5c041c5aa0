# Sleeps first and asks for the token then: without one the loop does not end at once.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
        time.sleep(pause_s)
        if not budget.take():
            break
        pending = put(pending)
        bound_s = min(5.0, bound_s * 2)
    return pending

# Ends only if the pause would end after the deadline; a call right at it is too late.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    bound_s = 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s > deadline:
            break
        if not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(bound_s * 2, 5)
    return pending

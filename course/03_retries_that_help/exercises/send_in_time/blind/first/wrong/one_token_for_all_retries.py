# Takes one token for the whole loop, so the budget does not bound the number of retries.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    if not pending or not budget.take():
        return pending
    bound_s = 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

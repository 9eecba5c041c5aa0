# Asks the clock before the pause and not for its end: retries begin after the deadline.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending and time.monotonic() < deadline and budget.take():
        time.sleep(random.uniform(0, bound_s))
        bound_s = min(bound_s * 2, 5)
        pending = put(pending)
    return pending

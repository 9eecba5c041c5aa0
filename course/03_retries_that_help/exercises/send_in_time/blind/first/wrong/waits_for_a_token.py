# Without a token it waits until there is one: the load of an outage is queued, not dropped.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
        while not budget.take():
            time.sleep(0.1)
            if time.monotonic() >= deadline:
                return pending
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

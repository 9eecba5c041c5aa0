# The first retry has no pause at all: it meets the full shard again.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, bound_s * 2 or 0.1)
    return pending

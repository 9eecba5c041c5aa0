# Ends when a retry stored nothing: a full second then loses events that had time left.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        before, pending = len(pending), put(pending)
        if len(pending) == before:
            break
        bound_s = min(5, bound_s * 2)
    return pending

# Caps the drawn pause instead of the bound: late retries pile up at exactly 5 s.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause_s = min(5, random.uniform(0, bound_s))
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s *= 2
    return pending

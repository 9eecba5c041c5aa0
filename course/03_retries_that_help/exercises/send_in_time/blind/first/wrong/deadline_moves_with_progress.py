# Sets the deadline anew after each call: within_s bounds one retry, not the flush.
import random
import time


def send_in_time(put, events, within_s, budget):
    bound_s = 0.1
    deadline = time.monotonic() + within_s
    pending = put(events)
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        deadline = time.monotonic() + within_s
        bound_s = min(5, bound_s * 2)
    return pending

# Recursion, a level for each retry.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s

    def again(pending, bound_s):
        pause_s = bound_s * random.random()
        if not pending or time.monotonic() + pause_s >= deadline or not budget.take():
            return pending
        time.sleep(pause_s)
        return again(put(pending), min(5.0, 2 * bound_s))

    return again(put(events), 0.1)

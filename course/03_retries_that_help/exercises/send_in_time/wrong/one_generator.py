# jitter-seeded-is-jitter -> 03.2.in-step
import random
import time

RNG = random.Random(7)


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        wait_s = RNG.uniform(0, bound_s)
        if time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        left = put(pending)
        bound_s = min(5, 2 * bound_s)
        pending = left
    return pending

# three-tries-are-enough -> 03.2.gave-up-early
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    for retry in range(2):
        wait_s = random.uniform(0, min(5, 0.1 * 2**retry))
        if not pending or time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        pending = put(pending)
    return pending

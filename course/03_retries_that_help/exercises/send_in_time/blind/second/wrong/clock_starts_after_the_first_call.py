# Reads the clock after the first call: a first call that takes 3 s makes the deadline 3 s late.
import random
import time


def send_in_time(put, events, within_s, budget):
    pending = put(events)
    deadline = time.monotonic() + within_s
    bound = 0.1
    while pending:
        pause = random.uniform(0, bound)
        if time.monotonic() + pause >= deadline or not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
        bound = min(5, bound * 2)
    return pending

# Cuts a pause that is too long to end just before the deadline: one retry and token more than allowed.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    bound = 0.1
    while pending:
        left = deadline - time.monotonic()
        if left <= 0:
            break
        pause = min(random.uniform(0, bound), left * 0.99)
        if not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
        bound = min(5, bound * 2)
    return pending

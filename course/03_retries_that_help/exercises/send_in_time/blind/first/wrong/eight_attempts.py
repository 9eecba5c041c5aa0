# Adds a bound of eight attempts: a flush with a long deadline gives up though it has time.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    for retry in range(7):
        if not pending:
            break
        pause_s = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
    return pending

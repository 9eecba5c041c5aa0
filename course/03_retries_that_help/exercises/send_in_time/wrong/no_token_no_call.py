# first-calls-pay-too -> 03.2.never-called
import random
import time


def send_in_time(put, events, within_s, budget):
    if budget.tokens < 1:
        return events
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        wait_s = random.uniform(0, bound_s)
        if time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        pending = put(pending)
        bound_s = min(5, 2 * bound_s)
    return pending

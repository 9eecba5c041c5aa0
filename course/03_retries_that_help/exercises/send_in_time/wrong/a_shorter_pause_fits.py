# last-chance-is-free -> 03.2.cut-to-fit
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        left_s = deadline - time.monotonic() - 0.01
        if left_s <= 0 or not budget.take():
            break
        time.sleep(min(random.uniform(0, bound_s), left_s))
        pending = put(pending)
        bound_s = min(5, 2 * bound_s)
    return pending

# Cuts the pause to what is left: a last call of everybody at the deadline, no clean end.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    bound_s = 0.1
    while pending:
        left_s = deadline - time.monotonic()
        if left_s <= 0 or not budget.take():
            break
        time.sleep(min(left_s, random.uniform(0, bound_s)))
        pending = put(pending)
        bound_s = min(bound_s * 2, 5)
    return pending

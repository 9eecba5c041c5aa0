# Ends when a retry stored nothing, although the shard can have capacity again later and there is time left.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        left = put(pending)
        if len(left) == len(pending):
            break
        pending = left
        bound_s = min(5, bound_s * 2)
    return pending

# resend-the-batch -> 03.2.resent
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry = put(events), 0
    while pending:
        wait_s = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + wait_s >= deadline or not budget.take():
            break
        time.sleep(wait_s)
        pending = put(events)
        retry += 1
    return pending

# first-calls-pay-too -> 03.2.charged-first
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry, wait_s = events, 0, 0
    while pending and time.monotonic() + wait_s < deadline and budget.take():
        time.sleep(wait_s)
        pending = put(pending)
        wait_s = random.uniform(0, min(5, 0.1 * 2**retry))
        retry += 1
    return pending

# Sends all events again at each retry, so what was stored is stored and billed twice.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    retry = 0
    while pending:
        pause_s = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + pause_s >= deadline or not budget.take():
            return pending
        time.sleep(pause_s)
        pending = put(events)
        retry += 1
    return pending

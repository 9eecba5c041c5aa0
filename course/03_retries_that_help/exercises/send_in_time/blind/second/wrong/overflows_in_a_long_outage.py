# Computes 0.1 * 2 ** retry with no limit: after 1,024 retries an OverflowError loses all pending events.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    retry = 0
    while pending:
        pause = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + pause >= deadline or not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
        retry += 1
    return pending

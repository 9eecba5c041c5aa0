# Uses the caller's list as its own pending list: the batch is empty afterwards, though it was to stay.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = events
    pending[:] = put(list(pending))
    retry = 0
    while pending:
        pause = random.uniform(0, min(5.0, 0.1 * 2 ** min(retry, 20)))
        if time.monotonic() + pause >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause)
        pending[:] = put(list(pending))
        retry += 1
    return list(pending)

# Style: while/else, time left as start and elapsed, the bound by bit shifts.
import random
import time


def send_in_time(put, events, within_s, budget):
    start = time.monotonic()
    pending, retry = put([*events]), 0
    while pending:
        pause = min(5, 0.1 * (1 << min(retry, 6))) * random.random()
        ends = time.monotonic() + pause
        if ends >= start + within_s:
            break
        if not budget.take():
            break
        time.sleep(pause)
        pending, retry = put([*pending]), retry + 1
    else:
        return []
    return pending

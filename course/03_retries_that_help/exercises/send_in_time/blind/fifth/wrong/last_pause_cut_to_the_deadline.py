# Shortens the last pause and calls once more; forbidden: "would end at the deadline or later, the loop ends".
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry = put(events), 0
    while pending:
        left = deadline - time.monotonic()
        if left <= 0 or not budget.take():
            break
        pause = random.uniform(0, min(5, 0.1 * 2 ** min(retry, 20)))
        time.sleep(min(pause, left))
        pending = put(pending)
        retry += 1
    return pending

# Looks at the clock first, within_s=0 sends nothing; forbidden: "Make the first call in any case".
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry, pause = list(events), 0, 0.0
    while pending:
        if time.monotonic() + pause >= deadline:
            break
        if retry and not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
        pause = random.uniform(0, min(5, 0.1 * 2 ** min(retry, 20)))
        retry += 1
    return pending

# The deadline counts from the first response; forbidden: "Send the events within within_s seconds".
import random
import time


def send_in_time(put, events, within_s, budget):
    pending, retry = put(events), 0
    deadline = time.monotonic() + within_s
    while pending:
        pause = random.uniform(0, min(5, 0.1 * 2 ** min(retry, 20)))
        if time.monotonic() + pause >= deadline or not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
        retry += 1
    return pending

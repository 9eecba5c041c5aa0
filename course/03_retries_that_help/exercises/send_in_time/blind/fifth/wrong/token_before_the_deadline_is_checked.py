# Takes a token, then finds that the time is over; forbidden: "the loop ends and takes no token".
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry = put(events), 0
    while pending and budget.take():
        pause = random.uniform(0, min(5, 0.1 * 2 ** min(retry, 20)))
        if time.monotonic() + pause >= deadline:
            break
        time.sleep(pause)
        pending = put(pending)
        retry += 1
    return pending

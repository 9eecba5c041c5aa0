# Asks for the token before it looks at the deadline: flushes that run out of time burn tokens.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    bound = 0.1
    while pending and budget.take():
        pause = random.uniform(0, bound)
        if time.monotonic() + pause >= deadline:
            break
        time.sleep(pause)
        pending = put(pending)
        bound = min(5, bound * 2)
    return pending

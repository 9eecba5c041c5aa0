# Style: a generator yields only the pauses that end in time.
import random
import time


def pauses_until(deadline):
    bound_s = 0.1
    while time.monotonic() + (pause := random.uniform(0, bound_s)) < deadline:
        yield pause
        bound_s = min(5, bound_s * 2)


def send_in_time(put, events, within_s, budget):
    pauses = pauses_until(time.monotonic() + within_s)
    pending = put(events)
    while pending and (pause := next(pauses, None)) is not None and budget.take():
        time.sleep(pause)
        pending = put(pending)
    return pending

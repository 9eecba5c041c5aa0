# A generator yields the pauses that are allowed, the loop only sends.
import random
import time


def allowed_pauses(deadline, budget):
    yield 0
    bound_s = 0.1
    while True:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            return
        yield pause_s
        bound_s = min(5, bound_s * 2)


def send_in_time(put, events, within_s, budget):
    pending = None
    for pause_s in allowed_pauses(time.monotonic() + within_s, budget):
        time.sleep(pause_s)
        pending = put(events if pending is None else pending)
        if not pending:
            break
    return pending

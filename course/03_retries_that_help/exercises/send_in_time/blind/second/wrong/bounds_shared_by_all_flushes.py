# Has one generator of bounds for the module: the second flush goes on where the first one stopped.
import random
import time


def bounds():
    bound = 0.1
    while True:
        yield bound
        bound = min(5, bound * 2)


BOUNDS = bounds()


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    while pending:
        pause = random.uniform(0, next(BOUNDS))
        if time.monotonic() + pause >= deadline or not budget.take():
            break
        time.sleep(pause)
        pending = put(pending)
    return pending

# Style: itertools builds the bounds, a for loop with early returns.
import itertools
import random
import time


def send_in_time(put, events, within_s, budget):
    started = time.monotonic()
    pending = list(put(list(events)))
    bounds = itertools.chain((0.1 * 2**n for n in range(6)), itertools.repeat(5.0))
    for bound in bounds:
        if not pending:
            return []
        pause = bound * random.random()
        if time.monotonic() - started + pause >= within_s:
            return pending
        if budget.take() is False:
            return pending
        time.sleep(pause)
        pending = list(put(pending))
    return pending

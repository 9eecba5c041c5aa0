# Style: itertools for the bounds and a for loop over pauses, every way out is a return.
import itertools
import random
import time


def pauses():
    growing = [0.1, 0.2, 0.4, 0.8, 1.6, 3.2]
    for bound in itertools.chain(growing, itertools.repeat(5.0)):
        yield bound * random.random()


def send_in_time(put, events, within_s, budget):
    ends = within_s + time.monotonic()
    pending = put(list(events))
    for pause in pauses():
        if not pending:
            return []
        if time.monotonic() + pause >= ends:
            return list(pending)
        if not budget.take():
            return list(pending)
        time.sleep(pause)
        pending = put(list(pending))

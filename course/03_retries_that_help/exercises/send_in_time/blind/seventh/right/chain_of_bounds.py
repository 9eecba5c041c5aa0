# A for loop over an endless itertools chain of bounds, with a return at each of the three ways out.
import random
import time
from itertools import chain, repeat


def send_in_time(put, events, within_s, budget):
    end = time.monotonic() + within_s
    pending = put(events)
    for bound_s in chain((0.1, 0.2, 0.4, 0.8, 1.6, 3.2), repeat(5.0)):
        if not pending:
            return []
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= end:
            return list(pending)
        if not budget.take():
            return list(pending)
        time.sleep(pause_s)
        pending = put(pending)

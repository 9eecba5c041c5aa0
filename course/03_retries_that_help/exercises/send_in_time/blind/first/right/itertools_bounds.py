# Bounds from a chain: the doubling ones, then the cap for ever.
import random
import time
from itertools import chain, repeat


def send_in_time(put, events, within_s, budget):
    last_moment = time.monotonic() + within_s
    pending = put(events)
    for bound_s in chain((0.1, 0.2, 0.4, 0.8, 1.6, 3.2), repeat(5)):
        if not pending:
            return []
        wakes = time.monotonic() + (pause_s := random.random() * bound_s)
        if wakes >= last_moment or not budget.take():
            return pending
        time.sleep(pause_s)
        pending = put(pending)

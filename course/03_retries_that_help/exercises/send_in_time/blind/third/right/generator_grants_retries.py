# A generator sleeps and grants retries, the loop only calls.
import random
import time
from itertools import chain, repeat


class RetryBudget:
    """Tokens for retries: full at first, and filled again slowly."""

    def __init__(self, tokens, per_s):
        self.tokens, self.most, self.per_s, self.then = tokens, tokens, per_s, time.monotonic()

    def take(self):
        now = time.monotonic()
        self.tokens, self.then = min(self.most, self.tokens + (now - self.then) * self.per_s), now
        granted = self.tokens >= 1
        self.tokens -= granted
        return granted


def granted_retries(deadline, budget):
    for bound_s in chain((0.1, 0.2, 0.4, 0.8, 1.6, 3.2), repeat(5)):
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            return
        time.sleep(pause_s)
        yield True


def send_in_time(put, events, within_s, budget):
    retries = granted_retries(time.monotonic() + within_s, budget)
    pending = put(events[:])
    while pending and next(retries, False):
        pending = put(pending)
    return list(pending)

# A generator yields the pauses; the loop is a for over them.
import random
import time
from itertools import chain, repeat


class RetryBudget:
    """A bucket of tokens for retries. It starts full, and refills slowly."""

    def __init__(self, tokens, per_s):
        self.tokens, self.most, self.per_s, self.then = tokens, tokens, per_s, time.monotonic()

    def take(self):
        now = time.monotonic()
        self.tokens, self.then = min(self.most, self.tokens + (now - self.then) * self.per_s), now
        granted = self.tokens >= 1
        self.tokens -= granted
        return granted


def pauses():
    yield from (random.uniform(0, bound) for bound in chain((0.1, 0.2, 0.4, 0.8, 1.6, 3.2), repeat(5)))


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    for pause_s in pauses():
        if not pending or time.monotonic() + pause_s >= deadline or not budget.take():
            return pending
        time.sleep(pause_s)
        pending = put(pending)

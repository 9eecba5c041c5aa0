# A for loop over a chain of bounds, 0.1 to 3.2 s and then 5 s for ever.
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


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    for bound_s in chain((0.1, 0.2, 0.4, 0.8, 1.6, 3.2), repeat(5)):
        if not pending or (wake := time.monotonic() + random.uniform(0, bound_s)) >= deadline:
            break
        if not budget.take():
            break
        time.sleep(max(0, wake - time.monotonic()))
        pending = put(pending)
    return [*pending]

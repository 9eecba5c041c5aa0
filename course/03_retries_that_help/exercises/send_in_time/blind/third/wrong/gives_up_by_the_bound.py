# Holds the longest possible pause against the deadline, not the drawn one: ends while a retry was in time.
import random
import time


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
    pending, bound_s = put(list(events)), 0.1
    while pending and time.monotonic() + bound_s < deadline and budget.take():
        time.sleep(random.uniform(0, bound_s))
        pending = put(pending)
        bound_s = min(5.0, 2 * bound_s)
    return pending

# Terse: both ways out in one condition, with a walrus.
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
    end, bound = time.monotonic() + within_s, 0.1
    left = put([*events])
    while left and time.monotonic() + (pause := random.random() * bound) < end and budget.take():
        time.sleep(pause)
        left, bound = put(left), min(5, bound + bound)
    return left

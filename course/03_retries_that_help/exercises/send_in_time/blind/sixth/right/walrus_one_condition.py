# Terse: all ways out are in the condition of the while, in the order that the text asks for.
import random
import time


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


def send_in_time(put, events, within_s, budget):
    end, bound = time.monotonic() + within_s, 0.1
    pending = put(events)
    while pending and time.monotonic() + (pause := random.uniform(0, bound)) < end and budget.take():
        time.sleep(pause)
        pending, bound = put(pending), min(5, bound * 2)
    return pending

# Ends after three calls that stored nothing: only the deadline and an empty budget may end the loop.
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
    pending = put(list(events))
    bound_s, standstill = 0.1, 0
    while pending and standstill < 3:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        before, pending = len(pending), put(pending)
        standstill = standstill + 1 if len(pending) == before else 0
        bound_s = min(bound_s * 2, 5)
    return pending

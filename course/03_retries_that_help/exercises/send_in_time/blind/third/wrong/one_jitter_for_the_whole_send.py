# Draws the jitter once per send and scales it: an unlucky gateway waits long each time; nothing is new.
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
    jitter = random.random()  # keeps the gateways apart
    pending = put(list(events))
    bound_s = 0.1
    while pending:
        pause_s = jitter * bound_s
        if time.monotonic() + pause_s >= deadline:
            return pending
        if not budget.take():
            return pending
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(2 * bound_s, 5)
    return []

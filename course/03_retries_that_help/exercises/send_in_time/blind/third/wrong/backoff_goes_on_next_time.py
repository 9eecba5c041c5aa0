# Keeps the bounds in one generator for all sends: the second send does not begin at 0.1 s any more.
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


def doubling(base_s, cap_s):
    bound_s = base_s
    while True:
        yield bound_s
        bound_s = min(cap_s, 2 * bound_s)


BOUNDS = doubling(0.1, 5)


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(list(events))
    while pending:
        pause_s = random.uniform(0, next(BOUNDS))
        if time.monotonic() + pause_s >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
    return pending

# Long and defensive: copies, checks, a function for the pause, and each way out as its own return.
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


def full_jitter(retry, base_s=0.1, cap_s=5.0):
    """After six doublings the bound is above the cap, so no larger power is needed."""
    return random.uniform(0.0, min(cap_s, base_s * 2 ** min(retry, 6)))


def send_in_time(put, events, within_s, budget):
    started = time.monotonic()
    pending = list(put(list(events)))
    retry = 0
    while True:
        if not pending:
            return []
        pause_s = full_jitter(retry)
        ends_after_s = time.monotonic() - started + pause_s
        if ends_after_s >= within_s:
            return pending
        if not budget.take():
            return pending
        if pause_s > 0:
            time.sleep(pause_s)
        pending = list(put(list(pending)))
        retry += 1

# Believed no time means no call: with within_s of 0 it doesn't make the first call, which is due in any case.
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
    deadline = time.monotonic() + within_s
    pending, bound_s, pause_s = list(events), 0.1, 0.0
    while time.monotonic() + pause_s < deadline:
        if bound_s > 0.1 and not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        if not pending:
            break
        pause_s = random.uniform(0, min(5, bound_s))
        bound_s *= 2
    return pending

# Adds up its pauses instead of asking the clock: the time that the calls take is not in within_s.
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
    bound_s, waited_s = 0.1, 0.0
    while pending:
        pause_s = random.uniform(0, bound_s)
        if waited_s + pause_s >= within_s:
            break
        if not budget.take():
            break
        time.sleep(pause_s)
        waited_s += pause_s
        pending = put(pending)
        bound_s = min(bound_s * 2, 5)
    return pending

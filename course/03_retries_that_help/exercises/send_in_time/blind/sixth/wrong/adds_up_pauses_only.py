# Believed only the pauses take time: slow calls aren't counted, so retries start after the deadline.
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
    pending, spent_s, bound_s = put(events), 0.0, 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if spent_s + pause_s >= within_s or not budget.take():
            break
        time.sleep(pause_s)
        spent_s += pause_s
        bound_s = min(5, bound_s * 2)
        pending = put(pending)
    return pending

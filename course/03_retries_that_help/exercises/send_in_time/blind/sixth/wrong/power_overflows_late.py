# Believed min() keeps 2.0**retry harmless: from retry 1,024 on it raises OverflowError, which ends the loop.
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
    pending = put(events)
    retry = 0
    while pending:
        pause_s = random.uniform(0, min(5.0, 0.1 * 2.0**retry))
        if time.monotonic() + pause_s >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause_s)
        retry += 1
        pending = put(pending)
    return pending

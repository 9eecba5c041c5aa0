# Takes the token before it looks at the deadline, so a loop that is out of time wastes a token of the others.
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
    deadline, bound_s = time.monotonic() + within_s, 0.1
    pending = put(list(events))
    while pending and budget.take():
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, 2 * bound_s)
    return list(pending)

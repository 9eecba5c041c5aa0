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
    """Send events within within_s seconds, and return those that are not stored then.

    put(events) makes one call and returns the events that were not stored; a call that fails as
    a whole stores none. Before each retry: a pause with full jitter (base 0.1 s, cap 5 s) and a
    token, budget.take(), which is False when there is none. The loop ends at once without a token,
    and when the pause would end at the deadline or after it. A first call needs no token.
    """
    # observe: the first call. Then, while something is pending: two ways out, pause, call again
    pending = ...
    # give back
    return ...

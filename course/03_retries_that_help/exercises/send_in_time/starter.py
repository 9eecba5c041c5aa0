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
    """Send events within within_s seconds, and return a list of those that are not stored then.

    put(events) makes one call, leaves its list as it is, and returns a list of the events that were
    not stored. It raises nothing: if a call fails as a whole, that's all of its events. There is at
    least one event, put needs at least one, and the list `events` stays as it is. The first call is
    always made and needs no token. Before each retry: a pause with full jitter (base 0.1 s, cap 5 s,
    as in 03.1) and a token, budget.take(), which is False when there is none. If the pause would end
    at the deadline or after it, the loop ends, and no token is taken. If there is no token, it ends
    without the pause. Nothing else ends it while events are pending.
    """
    # observe: the first call. Then, while something is pending: two ways out, pause, call again
    pending = ...
    # give back
    return ...

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
    """Send the events within within_s seconds, and return a list of those that aren't stored by then.

    put(events) makes one call and returns a list of the events that weren't stored. It doesn't change the
    list that you pass, which must have at least one event. It raises no error: if a call fails as a whole, it
    returns all events. `events` has at least one event; leave this list as it is. Make the first call in any
    case, without a token. Before each retry there is a pause with full jitter (base 0.1 s, cap 5 s, as in
    03.1) and a token: budget.take() returns False if there is none. If the pause would end at the deadline or
    later, the loop ends and takes no token. If there is no token, the loop ends without a pause. As long as
    events are pending, nothing else ends the loop.
    """
    # observe: make the first call. While events are pending: two ways out, a pause, the next call
    pending = ...
    # hand back
    return ...

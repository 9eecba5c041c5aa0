# A generator yields once per retry that is permitted, after its pause; the loop just calls put.
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


def permits(deadline, budget):
    bound_s = 0.1
    while (pause_s := random.random() * bound_s) < deadline - time.monotonic() and budget.take():
        time.sleep(pause_s)
        yield
        bound_s = min(5.0, bound_s + bound_s)


def send_in_time(put, events, within_s, budget):
    permitted = permits(time.monotonic() + within_s, budget)
    pending = put(events[:])
    while pending:
        try:
            next(permitted)
        except StopIteration:
            break
        pending = put(pending)
    return list(pending)

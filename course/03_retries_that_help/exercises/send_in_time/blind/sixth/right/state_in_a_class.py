# A small class holds deadline and bound, and says whether there is a retry; copies in and out.
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


class Patience:
    BASE_S, CAP_S = 0.1, 5

    def __init__(self, within_s, budget):
        self.deadline, self.budget, self.bound_s = time.monotonic() + within_s, budget, self.BASE_S

    def __call__(self):
        pause_s, self.bound_s = random.random() * self.bound_s, min(self.CAP_S, 2 * self.bound_s)
        if time.monotonic() + pause_s >= self.deadline:
            return False
        if self.budget.take() is False:
            return False
        time.sleep(pause_s)
        return True


def send_in_time(put, events, within_s, budget):
    once_more = Patience(within_s, budget)
    pending = list(put(list(events)))
    while pending and once_more():
        pending = list(put(pending))
    return pending

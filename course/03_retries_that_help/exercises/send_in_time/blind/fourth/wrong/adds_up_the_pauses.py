# Takes the sum of its pauses for the time that has passed, and forgets that the calls take time as well.
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
    pending, left_s, bound_s = put(list(events)), within_s, 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if pause_s >= left_s or not budget.take():
            break
        time.sleep(pause_s)
        left_s -= pause_s
        pending = put(pending)
        bound_s = min(5, 2 * bound_s)
    return list(pending)

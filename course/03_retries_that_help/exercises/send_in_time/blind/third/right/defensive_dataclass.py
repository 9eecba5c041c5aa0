# A dataclass for one send, with copies wherever a list changes hands.
import random
import time
from dataclasses import dataclass, field


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


@dataclass
class Send:
    put: object
    budget: object
    deadline: float
    pending: list = field(default_factory=list)
    retries: int = 0

    def call(self):
        left = self.put(list(self.pending))
        self.pending = list(left)

    def pause(self):
        doublings = min(self.retries, 32)
        return random.uniform(0.0, min(5.0, 0.1 * 2**doublings))

    def may_retry(self, pause_s):
        if time.monotonic() + pause_s >= self.deadline:
            return False
        return bool(self.budget.take())

    def run(self):
        self.call()
        while len(self.pending) > 0:
            pause_s = self.pause()
            if not self.may_retry(pause_s):
                break
            time.sleep(pause_s)
            self.retries += 1
            self.call()
        return self.pending


def send_in_time(put, events, within_s, budget):
    return Send(put, budget, time.monotonic() + within_s, list(events)).run()

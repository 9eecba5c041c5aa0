# Style: a class with one method per step, states as strings.
import random
import time


class Flush:
    def __init__(self, put, events, within_s, budget):
        self.put, self.pending, self.budget = put, events, budget
        self.deadline, self.retries, self.pause = time.monotonic() + within_s, 0, 0.0

    def call(self):
        self.pending = self.put(self.pending)
        return "choose" if self.pending else "end"

    def choose(self):
        self.pause = random.uniform(0, min(5, 0.1 * 2 ** min(self.retries, 9)))
        if time.monotonic() + self.pause >= self.deadline:
            return "end"
        return "wait" if self.budget.take() else "end"

    def wait(self):
        time.sleep(self.pause)
        self.retries += 1
        return "call"


def send_in_time(put, events, within_s, budget):
    flush, step = Flush(put, events, within_s, budget), "call"
    while step != "end":
        step = getattr(flush, step)()
    return flush.pending

# Style: a class for one flush, with properties, called once.
import random
import time


class Flush:
    BASE_S, CAP_S = 0.1, 5.0

    def __init__(self, put, within_s, budget):
        self.put, self.budget = put, budget
        self.deadline = time.monotonic() + within_s
        self.bound_s = self.BASE_S

    def draw(self):
        pause_s = random.uniform(0, self.bound_s)
        self.bound_s = min(self.CAP_S, 2 * self.bound_s)
        return pause_s

    def may_wait(self, pause_s):
        return time.monotonic() + pause_s < self.deadline and self.budget.take()

    def __call__(self, events):
        pending = self.put(events)
        while pending and self.may_wait(pause_s := self.draw()):
            time.sleep(pause_s)
            pending = self.put(pending)
        return pending


def send_in_time(put, events, within_s, budget):
    return Flush(put, within_s, budget)(events)

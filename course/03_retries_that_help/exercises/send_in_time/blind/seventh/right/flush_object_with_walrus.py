# A callable class keeps deadline and bound as its state, and the loop is one while with walrus and else.
import random
import time


class Flush:
    def __init__(self, put, within_s, budget):
        self.put, self.budget, self.bound_s = put, budget, 0.1
        self.deadline = time.monotonic() + within_s

    def waited(self):
        pause_s = random.uniform(0, self.bound_s)
        if self.deadline - time.monotonic() <= pause_s:
            return False
        if self.budget.take() is False:
            return False
        self.bound_s = min(self.bound_s * 2, 5)
        time.sleep(pause_s)
        return True

    def __call__(self, pending):
        while pending := self.put(pending):
            if not self.waited():
                return pending
        else:
            return []


def send_in_time(put, events, within_s, budget):
    return Flush(put, within_s, budget)(events)

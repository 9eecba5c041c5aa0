# A dataclass keeps the state of one flush.
import random
import time
from dataclasses import dataclass


@dataclass
class Flush:
    put: object
    deadline: float
    pending: list
    retries: int = 0
    pause_s: float = 0.0

    def may_go_on(self, budget):
        self.pause_s = random.uniform(0, min(5, 0.1 * 2 ** min(self.retries, 60)))
        in_time = self.deadline - time.monotonic() > self.pause_s
        return in_time and budget.take()

    def retry(self):
        time.sleep(self.pause_s)
        self.pending = list(self.put(self.pending))
        self.retries += 1


def send_in_time(put, events, within_s, budget):
    flush = Flush(put, time.monotonic() + within_s, list(put(list(events))))
    while flush.pending and flush.may_go_on(budget):
        flush.retry()
    return flush.pending

# attempts-bound-the-time -> 03.2.past-deadline
import random
import time


def send_in_time(put, events, within_s, budget):
    pending, retry = put(events), 0
    while pending and budget.take():
        time.sleep(random.uniform(0, min(5, 0.1 * 2 ** min(retry, 6))))
        pending = put(pending)
        retry += 1
    return pending

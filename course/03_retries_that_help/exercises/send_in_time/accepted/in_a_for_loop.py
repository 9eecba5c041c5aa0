import random
import time


def send_in_time(put, events, within_s, budget):
    began = time.time()
    pending = list(put(list(events)))
    for retry in range(1_000_000):
        left_s = within_s - (time.time() - began)
        pause_s = random.random() * min(5.0, 0.1 * 2.0 ** min(retry, 10))
        if not pending or pause_s >= left_s:
            return pending
        if not budget.take():
            return pending
        time.sleep(pause_s)
        pending = list(put(pending))
    return pending

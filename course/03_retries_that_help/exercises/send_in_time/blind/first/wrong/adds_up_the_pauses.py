# Adds up its pauses instead of asking a clock: the time of slow calls is not counted.
import random
import time


def send_in_time(put, events, within_s, budget):
    waited_s, bound_s = 0.0, 0.1
    pending = put(events)
    while pending:
        pause_s = random.uniform(0, bound_s)
        if waited_s + pause_s >= within_s or not budget.take():
            break
        time.sleep(pause_s)
        waited_s += pause_s
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

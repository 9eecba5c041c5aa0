# Works in the caller's list: after it the gateway's own list of events is changed.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    events[:] = put(events)
    bound_s = 0.1
    while events:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        events[:] = put(list(events))
        bound_s = min(5, bound_s * 2)
    return events

# Finds pending events by equality in the list: an equal twin that was stored is sent again.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    refused = put(events)
    pending = [event for event in events if event in refused]
    bound_s = 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        refused = put(pending)
        pending = [event for event in pending if event in refused]
        bound_s = min(5, bound_s * 2)
    return pending

# Waits 0.1, 0.2, 0.4 s without chance: the gateways come back as one crowd.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, pause_s = put(events), 0.1
    while pending:
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        pause_s = min(5, pause_s * 2)
    return pending

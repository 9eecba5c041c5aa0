# Subtracts the pauses from within_s and not the calls, so slow calls go on past the deadline.
import random
import time


def send_in_time(put, events, within_s, budget):
    left_s, bound_s = within_s, 0.1
    pending = put(events)
    while pending:
        pause_s = random.uniform(0, bound_s)
        if pause_s >= left_s:
            break
        if not budget.take():
            break
        time.sleep(pause_s)
        left_s -= pause_s
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

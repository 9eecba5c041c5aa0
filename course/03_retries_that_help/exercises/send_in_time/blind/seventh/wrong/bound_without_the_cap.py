# Doubles the bound for ever, so in a long flush the pauses grow far above 5 s and the time runs out early.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        bound_s *= 2
        pending = put(pending)
    return pending

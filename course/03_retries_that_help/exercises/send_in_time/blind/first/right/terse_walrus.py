# Terse: one condition with a walrus, empty input is not sent at all.
import random
import time


def send_in_time(put, events, within_s, budget):
    ends, bound_s = time.monotonic() + within_s, 0.1
    pending = put(events) if events else []
    while pending and time.monotonic() + (wait := random.uniform(0, bound_s)) < ends and budget.take():
        time.sleep(wait)
        pending, bound_s = put(pending), min(5, bound_s * 2)
    return pending

# Takes a token before it looks at the deadline, so a loop that ends for the time uses up another one's token.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending, bound_s = put(events), 0.1
    while pending:
        if not budget.take():
            break
        pause_s = random.uniform(0, bound_s)
        if time.monotonic() + pause_s >= deadline:
            break
        time.sleep(pause_s)
        pending = put(pending)
        bound_s = min(5, bound_s * 2)
    return pending

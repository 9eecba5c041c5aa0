# Keeps the bound in a module global: the second flush begins with the first one's pauses.
import random
import time

_backoff = {"bound_s": 0.1}


def send_in_time(put, events, within_s, budget):
    state = _backoff
    deadline = time.monotonic() + within_s
    pending = put(events)
    while pending:
        pause_s = random.uniform(0, state["bound_s"])
        if time.monotonic() + pause_s >= deadline or not budget.take():
            break
        time.sleep(pause_s)
        pending = put(pending)
        state["bound_s"] = min(5, state["bound_s"] * 2)
    return pending

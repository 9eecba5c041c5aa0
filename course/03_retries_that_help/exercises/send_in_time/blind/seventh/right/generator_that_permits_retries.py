# A generator does the waiting and ends when no retry is allowed; the sender only loops over it.
import random
import time


def permitted(end, budget):
    """Pause, then yield, once for each retry that there is time and a token for."""
    retry = 0
    while True:
        pause_s = random.random() * min(5, 0.1 * 2 ** min(retry, 20))
        if end <= time.monotonic() + pause_s or not budget.take():
            return
        time.sleep(pause_s)
        yield
        retry += 1


def send_in_time(put, events, within_s, budget):
    retries = permitted(time.monotonic() + within_s, budget)
    rest = put(list(events))
    while rest:
        try:
            next(retries)
        except StopIteration:
            break
        rest = put(rest)
    return rest

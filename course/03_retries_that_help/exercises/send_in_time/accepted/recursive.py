import random
import time


def send_in_time(put, events, within_s, budget, retry=-1):
    began = time.monotonic()
    pending = put(events)
    wait_s = random.uniform(0, min(5, 0.1 * 2 ** min(retry + 1, 10)))
    left_s = within_s - (time.monotonic() - began) - wait_s
    if not pending or left_s <= 0 or not budget.take():
        return pending
    time.sleep(wait_s)
    return send_in_time(put, pending, left_s, budget, retry + 1)

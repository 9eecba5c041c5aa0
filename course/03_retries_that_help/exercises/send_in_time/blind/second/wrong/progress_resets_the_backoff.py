# Starts the backoff at 0.1 s again whenever a call stored something: a full shard is asked too often.
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    retry = 0
    while pending:
        pause = random.uniform(0, min(5, 0.1 * 2 ** min(retry, 10)))
        if time.monotonic() + pause >= deadline or not budget.take():
            break
        time.sleep(pause)
        still = put(pending)
        retry = 0 if len(still) < len(pending) else retry + 1
        pending = still
    return pending

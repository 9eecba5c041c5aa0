# pauses-cost-the-deadline -> 03.2.no-pause
import random
import time


def send_in_time(put, events, within_s, budget):
    deadline = time.monotonic() + within_s
    pending = put(events)
    while pending and time.monotonic() < deadline and budget.take():
        pending = put(pending)
    return pending

# Believed copies always follow each other: groupby without sorting lets copies that are apart count twice.
from itertools import groupby


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    once = [next(copies) for _, copies in groupby(stored, key=lambda event: event["event_id"])]
    return 1 - tokens(once) / tokens(served)

# Removes copies with groupby, unsorted: a copy that is not right behind its original is summed twice.
from itertools import groupby


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    once = [next(group) for _, group in groupby(stored, key=lambda event: event["event_id"])]
    return 1 - tokens(once) / tokens(served)

# Believes that a copy always comes right after its event, so a copy further down the list is counted again.
from itertools import groupby


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    once = [next(group) for _, group in groupby(stored, key=lambda event: event["event_id"])]
    return 1 - tokens(once) / tokens(served)

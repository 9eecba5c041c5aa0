# the-service-knows-a-retry -> 00.1.copies-are-missing
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    # observe
    times = Counter(event["event_id"] for event in stored)
    # locate
    missing = [event for event in served if times[event["event_id"]] != 1]
    # what share of all served tokens is missing?
    return tokens(missing) / tokens(served)

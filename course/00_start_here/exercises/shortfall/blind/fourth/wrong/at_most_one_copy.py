# Subtracts each duplicated event once, so an event that is stored three times is still counted twice.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    times = Counter(event["event_id"] for event in stored)
    copies = [event for event in served if times[event["event_id"]] > 1]
    return 1 - (tokens(stored) - tokens(copies)) / tokens(served)

# Believed a duplicate means exactly two copies: an event stored three times is still counted twice.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    times = Counter(event["event_id"] for event in stored)
    twice = [event for event in served if times[event["event_id"]] > 1]
    really_stored = tokens(stored) - tokens(twice)
    return (tokens(served) - really_stored) / tokens(served)

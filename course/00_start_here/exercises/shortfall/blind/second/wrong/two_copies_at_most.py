# Takes away one copy of whatever is stored more than once: an event stored three times hides a loss.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    times = Counter(event["event_id"] for event in stored)
    copied = [event for event in served if times[event["event_id"]] > 1]
    stored_once = tokens(stored) - tokens(copied)
    return (tokens(served) - stored_once) / tokens(served)

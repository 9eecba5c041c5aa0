# Keeps only ids that occur exactly once: whatever is stored twice is taken for missing.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    times = Counter(event["event_id"] for event in stored)
    missing = [event for event in served if times[event["event_id"]] != 1]
    return tokens(missing) / tokens(served)

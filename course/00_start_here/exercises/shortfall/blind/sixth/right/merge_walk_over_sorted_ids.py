# Sorts the ids and finds each served event by bisection, no sets.
from bisect import bisect_left


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    ids = sorted(event["event_id"] for event in stored)

    def is_missing(event):
        at = bisect_left(ids, event["event_id"])
        return at == len(ids) or ids[at] != event["event_id"]

    return tokens(filter(is_missing, served)) / tokens(served)

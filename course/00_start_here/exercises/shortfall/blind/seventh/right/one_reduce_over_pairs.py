# Functional: a single functools.reduce carries the pair of missing and served tokens.
from functools import reduce
from operator import itemgetter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    there = frozenset(map(itemgetter("event_id"), stored))

    def step(sums, event):
        size = tokens([event])
        return sums[0] + size * (event["event_id"] not in there), sums[1] + size

    missing, everything = reduce(step, served, (0, 0))
    return missing / everything

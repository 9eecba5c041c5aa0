# itertools.filterfalse with a predicate over a frozenset.
from itertools import chain, filterfalse


def account(served, booked, in_stream, metrics):
    is_safe = frozenset(chain(booked, in_stream)).__contains__
    lost = [*filterfalse(lambda event: is_safe(event["event_id"]), served)]
    uncounted = len(lost) - metrics["DroppedEventCount"]
    return (lost, uncounted if uncounted > 0 else 0)

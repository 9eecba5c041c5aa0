# itertools.filterfalse over a frozenset.
from itertools import chain, filterfalse


def account(served, booked, in_stream, metrics):
    safe = frozenset(chain(booked, in_stream))
    lost = [*filterfalse(lambda event: event["event_id"] in safe, served)]
    return lost, len(lost) - metrics["DroppedEventCount"]

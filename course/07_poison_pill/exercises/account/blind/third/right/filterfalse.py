# itertools.filterfalse with a composed membership test.
from itertools import chain, filterfalse


def account(served, booked, in_stream, metrics):
    safe = frozenset(chain(booked, in_stream))
    lost = list(filterfalse(lambda event: event["event_id"] in safe, served))
    return lost, len(lost) - round(metrics["DroppedEventCount"])

# A frozenset of a chain, and filterfalse over the log.
from itertools import chain, filterfalse


def account(served, booked, in_stream, metrics):
    safe = frozenset(chain(booked, in_stream))
    lost = list(filterfalse(lambda event: event["event_id"] in safe, served))
    return lost, int(len(lost) - metrics["DroppedEventCount"])

# Functional: filterfalse with a composed predicate, and frozensets.
from itertools import filterfalse
from operator import itemgetter


def account(served, booked, in_stream, metrics):
    id_of, is_safe = itemgetter("event_id"), (frozenset(booked) | frozenset(in_stream)).__contains__
    lost = [*filterfalse(lambda event: is_safe(id_of(event)), served)]
    return lost, round(len(lost) - metrics["DroppedEventCount"])

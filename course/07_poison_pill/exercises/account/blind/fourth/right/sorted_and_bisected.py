# No sets: a sorted list of the safe ids, searched by halves, and filterfalse.
from bisect import bisect_left
from itertools import chain, filterfalse


def account(served, booked, in_stream, metrics):
    safe = sorted(chain(booked, in_stream))

    def is_safe(event):
        place = bisect_left(safe, event["event_id"])
        return place < len(safe) and safe[place] == event["event_id"]

    lost = list(filterfalse(is_safe, served))
    return lost, round(len(lost) - metrics["DroppedEventCount"])

# Sorts the stored ids, looks each served event up by bisection, and divides exactly with a Fraction.
from bisect import bisect_left
from fractions import Fraction


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    ids = sorted(event["event_id"] for event in stored)

    def is_missing(event):
        place = bisect_left(ids, event["event_id"])
        return place == len(ids) or ids[place] != event["event_id"]

    return float(Fraction(tokens(filter(is_missing, served)), tokens(served)))

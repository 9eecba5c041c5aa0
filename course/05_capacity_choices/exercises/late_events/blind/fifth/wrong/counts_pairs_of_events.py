# Counts one for each newer event before it, so an event counts twice; against "how many of its EVENTS".
from collections import Counter
from itertools import combinations


def late_events(events):
    pairs = combinations(events, 2)
    return dict(
        Counter(
            after["tenant"]
            for before, after in pairs
            if before["tenant"] == after["tenant"] and after["at"] < before["at"]
        )
    )

# Counts pairs in the wrong order: an event behind three younger ones counts three times.
from collections import Counter
from itertools import combinations


def late_events(events):
    late = Counter()
    for earlier, later in combinations(events, 2):
        if earlier["tenant"] == later["tenant"] and later["at"] < earlier["at"]:
            late[later["tenant"]] += 1
    return dict(late)

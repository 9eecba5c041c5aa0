# Counts pairs of a newer event and one handled after it: an event behind three newer ones counts three times.
from collections import defaultdict
from itertools import combinations


def late_events(events):
    handled = defaultdict(list)
    for event in events:
        handled[event["tenant"]].append(event["at"])
    pairs = {name: sum(a > b for a, b in combinations(times, 2)) for name, times in handled.items()}
    return {name: count for name, count in pairs.items() if count}

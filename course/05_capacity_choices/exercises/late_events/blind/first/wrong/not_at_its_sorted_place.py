# Counts events that aren't at their place in the sorted list: one late one moves all others.
from collections import defaultdict


def late_events(events):
    by_tenant = defaultdict(list)
    for event in events:
        by_tenant[event["tenant"]].append(event["at"])
    late = {}
    for tenant, handled in by_tenant.items():
        count = sum(was != should for was, should in zip(handled, sorted(handled), strict=True))
        if count:
            late[tenant] = count
    return late

# Counts events that aren't at their place in the sorted list: one late event makes others count as late.
from collections import defaultdict


def late_events(events):
    handled = defaultdict(list)
    for event in events:
        handled[event["tenant"]].append(event["at"])
    late = {
        tenant: sum(at != right for at, right in zip(times, sorted(times), strict=True))
        for tenant, times in handled.items()
    }
    return {tenant: count for tenant, count in late.items() if count}

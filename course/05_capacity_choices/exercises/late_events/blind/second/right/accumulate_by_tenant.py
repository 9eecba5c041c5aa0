# Style: times grouped by tenant, accumulate with max, a comprehension with a walrus.
from collections import defaultdict
from itertools import accumulate


def late_events(events):
    times = defaultdict(list)
    for event in events:
        times[event["tenant"]].append(event["at"])
    return {
        tenant: count
        for tenant, ats in times.items()
        if (count := sum(at < newest for at, newest in zip(ats, accumulate(ats, max), strict=True)))
    }

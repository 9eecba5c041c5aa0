# Groups the times by tenant, then compares each with the running maximum from itertools.accumulate.
from collections import defaultdict
from itertools import accumulate


def late_events(events):
    times = defaultdict(list)
    for event in events:
        times[event["tenant"]].append(event["at"])
    counts = {
        tenant: sum(at < newest for at, newest in zip(ats, accumulate(ats, max), strict=True))
        for tenant, ats in times.items()
    }
    return {tenant: count for tenant, count in counts.items() if count}

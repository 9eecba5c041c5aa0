# Groups the times by tenant; accumulate(max) gives the newest so far, and Counter's + drops the zeros.
from collections import Counter, defaultdict
from itertools import accumulate


def late_events(events):
    times = defaultdict(list)
    for event in events:
        times[event["tenant"]].append(event["at"])
    counts = Counter()
    for tenant, handled in times.items():
        so_far = accumulate(handled, max)
        counts[tenant] = sum(at < newest for at, newest in zip(handled, so_far, strict=True))
    return dict(+counts)

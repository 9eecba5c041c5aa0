# Running maxima by itertools.accumulate, tenant by tenant, in comprehensions.
from collections import defaultdict
from itertools import accumulate
from operator import lt


def late_events(events):
    times = defaultdict(list)
    for event in events:
        times[event["tenant"]].append(event["at"])
    counts = {who: sum(map(lt, all_at, accumulate(all_at, max))) for who, all_at in times.items()}
    return {who: count for who, count in counts.items() if count > 0}

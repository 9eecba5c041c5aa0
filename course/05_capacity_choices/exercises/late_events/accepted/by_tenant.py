from collections import Counter, defaultdict
from datetime import datetime


def late_events(events):
    times = defaultdict(list)
    for event in events:
        times[event["tenant"]].append(datetime.fromisoformat(event["at"]))
    late = Counter()
    for tenant, handled in times.items():
        for number, at in enumerate(handled):
            late[tenant] += number > 0 and max(handled[:number]) > at
    return +late

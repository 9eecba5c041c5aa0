# Lists by tenant, the running maximum from accumulate, and a comprehension that leaves out zeros.
from itertools import accumulate


def late_events(events):
    times = {}
    for event in events:
        times.setdefault(event["tenant"], []).append(event["at"])
    counts = {
        tenant: sum(map(str.__lt__, handled, accumulate(handled, max))) for tenant, handled in times.items()
    }
    return {tenant: count for tenant, count in counts.items() if count}

# Style: times listed per tenant, then compared with their running maximum by itertools.accumulate.
from itertools import accumulate


def late_events(events):
    times = {}
    for event in events:
        times.setdefault(event["tenant"], []).append(event["at"])
    counts = {
        tenant: sum(at < newest for at, newest in zip(ats, accumulate(ats, max), strict=True))
        for tenant, ats in times.items()
    }
    return {tenant: count for tenant, count in counts.items() if count}

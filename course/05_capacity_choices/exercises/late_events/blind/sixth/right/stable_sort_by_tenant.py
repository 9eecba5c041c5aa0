# Style: a stable sort by tenant keeps the order of handling, then groupby and a count per group.
from itertools import groupby


def _count(group):
    newest, count = "", 0
    for event in group:
        newest, count = max(newest, event["at"]), count + (event["at"] < newest)
    return count


def late_events(events):
    by_tenant = groupby(sorted(events, key=lambda event: event["tenant"]), key=lambda event: event["tenant"])
    return {tenant: count for tenant, group in by_tenant if (count := _count(group))}

# Groups neighbours by tenant: when tenants take turns each event is a group of its own.
from itertools import groupby


def late_events(events):
    late = {}
    for tenant, group in groupby(events, key=lambda event: event["tenant"]):
        newest = ""
        for event in group:
            if event["at"] < newest:
                late[tenant] = late.get(tenant, 0) + 1
            newest = max(newest, event["at"])
    return late

# Groups by tenant as if a tenant's events came together: each new group forgets the newest time.
from itertools import groupby


def late_events(events):
    late = {}
    for tenant, some in groupby(events, key=lambda event: event["tenant"]):
        newest = ""
        for event in some:
            newest = max(newest, event["at"])
            if event["at"] < newest:
                late[tenant] = late.get(tenant, 0) + 1
    return late

# Uses groupby without sorting, so a tenant starts afresh each time another tenant's event is in between.
from itertools import groupby
from operator import itemgetter


def late_events(events):
    late = {}
    for tenant, group in groupby(events, key=itemgetter("tenant")):
        newest = ""
        for event in group:
            if event["at"] < newest:
                late[tenant] = late.get(tenant, 0) + 1
            newest = max(newest, event["at"])
    return late

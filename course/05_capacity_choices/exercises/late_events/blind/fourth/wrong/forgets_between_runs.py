# Groups without sorting, so a tenant's newest time is forgotten when another tenant comes in between.
from itertools import groupby
from operator import itemgetter


def late_events(events):
    late = {}
    for tenant, run in groupby(events, key=itemgetter("tenant")):
        newest = ""
        for event in run:
            if event["at"] < newest:
                late[tenant] = late.get(tenant, 0) + 1
            newest = max(newest, event["at"])
    return late

# A stable sort by tenant keeps the order in it, groupby then gives each tenant whole.
from itertools import accumulate, groupby
from operator import itemgetter


def late_events(events):
    late = {}
    for tenant, group in groupby(sorted(events, key=itemgetter("tenant")), key=itemgetter("tenant")):
        handled = [event["at"] for event in group]
        newest_so_far = accumulate(handled, max)
        punctual = sum(at >= newest for at, newest in zip(handled, newest_so_far, strict=True))
        if punctual < len(handled):
            late[tenant] = len(handled) - punctual
    return late

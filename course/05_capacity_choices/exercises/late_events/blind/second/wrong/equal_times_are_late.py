# Counts an event with the same time as the newest one as late: equal is not newer.
from collections import Counter


def late_events(events):
    late, newest = Counter(), {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at <= newest.get(tenant, ""):
            late[tenant] += 1
        else:
            newest[tenant] = at
    return dict(late)

# The counter is a module global: the second call returns the first one's late events, too.
from collections import Counter

LATE = Counter()


def late_events(events):
    newest = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            LATE[tenant] += 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return dict(LATE)

# Remembers the newest event in a default argument: the second list is compared with the end of the first.
from collections import Counter


def late_events(events, newest={}):
    late = Counter()
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late[tenant] += 1
        newest[tenant] = max(newest.get(tenant, ""), at)
    return dict(late)

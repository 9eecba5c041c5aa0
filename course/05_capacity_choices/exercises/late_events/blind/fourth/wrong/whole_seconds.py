# Cuts the times to whole seconds, so an event that came some milliseconds too late isn't counted.
from collections import Counter


def late_events(events):
    late, newest = Counter(), {}
    for event in events:
        tenant, at = event["tenant"], event["at"].split(".")[0]
        if at < newest.setdefault(tenant, at):
            late[tenant] += 1
        newest[tenant] = max(newest[tenant], at)
    return dict(late)

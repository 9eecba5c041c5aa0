# Reads the time with a format of whole seconds: events that are late by milliseconds are not counted.
from collections import Counter
from datetime import datetime


def late_events(events):
    late, newest = Counter(), {}
    for event in events:
        tenant, at = event["tenant"], datetime.strptime(event["at"][:19], "%Y-%m-%dT%H:%M:%S")
        if at < newest.setdefault(tenant, at):
            late[tenant] += 1
        newest[tenant] = max(newest[tenant], at)
    return dict(late)

# Parses the time to whole seconds: an event that is late by milliseconds of the same second isn't counted.
from datetime import datetime


def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant = event["tenant"]
        at = datetime.strptime(event["at"][:19], "%Y-%m-%dT%H:%M:%S")
        if tenant in newest and at < newest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, at))
    return late

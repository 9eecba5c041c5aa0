# Parses the time without its milliseconds, so an event that is late by less than a second isn't found.
from datetime import datetime


def late_events(events):
    newest, late = {}, {}
    for event in events:
        tenant = event["tenant"]
        at = datetime.strptime(event["at"].split(".")[0], "%Y-%m-%dT%H:%M:%S")
        if tenant in newest and at < newest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

# Style: real datetimes, a generator that yields the tenant of each late event, a Counter of it.
from collections import Counter
from datetime import datetime


def tenants_of_late(events):
    newest = {}
    for event in events:
        tenant, at = event["tenant"], datetime.fromisoformat(event["at"].replace("Z", "+00:00"))
        if tenant in newest and newest[tenant] > at:
            yield tenant
        else:
            newest[tenant] = at


def late_events(events):
    return dict(Counter(tenants_of_late(events)))

# A generator yields the tenant of every late event, and a Counter counts them.
from collections import Counter


def late_events(events):
    def tenants():
        newest = {}
        for event in events:
            tenant, at = event["tenant"], event["at"]
            if newest.setdefault(tenant, at) > at:
                yield tenant
            else:
                newest[tenant] = at

    return dict(Counter(tenants()))

# Style: real datetimes, parsed by fromisoformat, and a Counter fed by a generator of late tenants.
from collections import Counter
from datetime import UTC, datetime


def _late_tenants(events):
    newest = {}
    long_ago = datetime.min.replace(tzinfo=UTC)
    for event in events:
        at = datetime.fromisoformat(event["at"].replace("Z", "+00:00"))
        so_far = newest.get(event["tenant"], long_ago)
        if at < so_far:
            yield event["tenant"]
        newest[event["tenant"]] = max(so_far, at)


def late_events(events):
    return dict(Counter(_late_tenants(events)))

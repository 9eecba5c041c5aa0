# A Counter over a generator of the tenants of late events.
from collections import Counter


def _tenants_of_late(events):
    newest = {}
    for event in events:
        before = newest.setdefault(event["tenant"], event["at"])
        if before > event["at"]:
            yield event["tenant"]
        newest[event["tenant"]] = max(before, event["at"])


def late_events(events):
    return dict(Counter(_tenants_of_late(events)))

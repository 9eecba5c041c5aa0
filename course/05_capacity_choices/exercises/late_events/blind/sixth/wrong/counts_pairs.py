# Counts pairs in the wrong order, so an event that comes after three newer ones counts three times.
from collections import Counter, defaultdict


def late_events(events):
    handled, late = defaultdict(list), Counter()
    for event in events:
        before = handled[event["tenant"]]
        newer = sum(at > event["at"] for at in before)
        if newer:
            late[event["tenant"]] += newer
        before.append(event["at"])
    return dict(late)

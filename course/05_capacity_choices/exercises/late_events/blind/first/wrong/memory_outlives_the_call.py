# A mutable default remembers the newest event: a second consumer's events are all late.
def _count(events, newest={}):  # noqa: B006
    late = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late


def late_events(events):
    return _count(events)

# Keeps the newest times in the module, so a second call's events are late after the first's.
_newest = {}


def late_events(events):
    late = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < _newest.setdefault(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
        _newest[tenant] = max(at, _newest[tenant])
    return late

# Keeps the newest times in the module: the next list's events are late compared with the first list's.
_newest = {}


def late_events(events):
    late = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < _newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            _newest[tenant] = at
    return late

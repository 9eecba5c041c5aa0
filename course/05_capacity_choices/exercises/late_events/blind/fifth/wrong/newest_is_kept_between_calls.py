# Keeps the newest times in a global for later calls; against "the order in which a consumer handled them".
_newest = {}


def late_events(events):
    late = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if tenant in _newest and at < _newest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        _newest[tenant] = max(at, _newest.get(tenant, at))
    return late

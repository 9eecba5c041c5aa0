# Keeps the newest times in the module: at the second call events are late after those of the first.

newest = {}


def late_events(events):
    late = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

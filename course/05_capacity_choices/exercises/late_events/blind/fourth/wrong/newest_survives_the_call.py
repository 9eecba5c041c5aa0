# Keeps the newest times in a module variable, so a second list is compared with the events of the first.
newest = {}


def late_events(events):
    late = {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, at))
    return late

# Cuts the time to whole seconds: within a second no order is seen.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"][:19]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

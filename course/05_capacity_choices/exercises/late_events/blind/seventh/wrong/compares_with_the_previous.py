# Compares with the tenant's previous event, not the newest: the second of two late events isn't counted.
def late_events(events):
    late, previous = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < previous.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        previous[tenant] = at
    return late

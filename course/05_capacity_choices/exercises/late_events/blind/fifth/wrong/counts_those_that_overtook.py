# Counts newer events that overtook an older one; against "handled after a newer event".
def late_events(events):
    late, oldest_to_come = {}, {}
    for event in reversed(events):
        tenant, at = event["tenant"], event["at"]
        if at > oldest_to_come.get(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
        oldest_to_come[tenant] = min(at, oldest_to_come.get(tenant, at))
    return late

# Counts the events that were handled before an older one, not the older ones that were handled after a newer.
def late_events(events):
    late, oldest = {}, {}
    for event in reversed(events):
        tenant, at = event["tenant"], event["at"]
        if tenant in oldest and at > oldest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        oldest[tenant] = min(at, oldest.get(tenant, at))
    return late

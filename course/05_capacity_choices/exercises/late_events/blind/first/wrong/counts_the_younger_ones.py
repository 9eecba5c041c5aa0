# Counts the younger events that came too soon, not the older ones behind them.
def late_events(events):
    late, oldest = {}, {}
    for event in reversed(list(events)):
        tenant, at = event["tenant"], event["at"]
        if tenant in oldest and at > oldest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        oldest[tenant] = min(at, oldest.get(tenant, at))
    return late

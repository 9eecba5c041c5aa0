# Remembers the oldest event by min: only a new record of age counts as late.
def late_events(events):
    late, oldest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < oldest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        oldest[tenant] = min(at, oldest.get(tenant, at))
    return late

# Compares with the event just before, not with the newest: of 3, 1, 2 only one is counted.
def late_events(events):
    late, before = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if tenant in before and at < before[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        before[tenant] = at
    return late

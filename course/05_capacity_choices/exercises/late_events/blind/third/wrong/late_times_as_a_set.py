# Collects the late times in a set: two late events with the same time are counted once.


def late_events(events):
    newest, late = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        newest[tenant] = max(newest.get(tenant, at), at)
        if at < newest[tenant]:
            late.setdefault(tenant, set()).add(at)
    return {tenant: len(times) for tenant, times in late.items()}

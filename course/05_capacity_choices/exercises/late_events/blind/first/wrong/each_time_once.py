# Collects the late times in a set: two late events of the same moment count once.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late.setdefault(tenant, set()).add(at)
        newest[tenant] = max(at, newest.get(tenant, ""))
    return {tenant: len(times) for tenant, times in late.items()}

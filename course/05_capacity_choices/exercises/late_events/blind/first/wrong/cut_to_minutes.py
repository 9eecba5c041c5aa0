# Cuts to minutes, as CloudWatch does: what is late by seconds isn't counted.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"][:16]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return {tenant: count for tenant, count in late.items() if count}

# Compares with the tenant's first event only: disorder behind it goes unseen.
def late_events(events):
    late, first = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < first.setdefault(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
    return late

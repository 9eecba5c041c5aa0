# one-late-is-one-tenant -> 05.3.missed
def late_events(events):
    youngest, late = {}, {}
    for event in events:
        tenant = event["tenant"]
        if event["at"] < youngest.get(tenant, ""):
            late[tenant] = 1
        youngest[tenant] = max(event["at"], youngest.get(tenant, ""))
    return late

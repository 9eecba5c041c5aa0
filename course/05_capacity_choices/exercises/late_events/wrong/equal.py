# equal-is-late -> 05.3.same-time
def late_events(events):
    youngest, late = {}, {}
    for event in events:
        tenant = event["tenant"]
        if event["at"] <= youngest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            youngest[tenant] = event["at"]
    return late

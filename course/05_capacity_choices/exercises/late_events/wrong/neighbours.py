# neighbours-tell-all -> 05.3.neighbours
def late_events(events):
    before, late = {}, {}
    for event in events:
        tenant = event["tenant"]
        if event["at"] < before.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        before[tenant] = event["at"]
    return late

def late_events(events):
    newest, late = {}, {}
    for event in events:
        tenant = event["tenant"]
        if event["at"] < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = event["at"]
    return late

# time-of-day-orders -> 05.3.too-many
def late_events(events):
    newest, late = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"].partition("T")[2]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

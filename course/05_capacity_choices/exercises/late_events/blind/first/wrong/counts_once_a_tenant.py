# Notes that a tenant had a late event, and always with the number 1.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late.setdefault(tenant, 0)
            late[tenant] = 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

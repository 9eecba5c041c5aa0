# One pass with the newest time of each tenant.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

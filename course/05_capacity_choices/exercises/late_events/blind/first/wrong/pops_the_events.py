# Takes the events out of the caller's list: whoever counts again finds it empty.
def late_events(events):
    late, newest = {}, {}
    while events:
        event = events.pop(0)
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

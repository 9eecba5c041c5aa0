# Sorts the caller's list by time first: then nothing is late, and the list is changed.
def late_events(events):
    events.sort(key=lambda event: event["at"])
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

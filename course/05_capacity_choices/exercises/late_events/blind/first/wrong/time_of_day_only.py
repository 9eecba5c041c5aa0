# Compares the time of day without the date: after midnight every event is late.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"].rpartition("T")[2]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

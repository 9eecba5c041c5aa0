# Compares the time of day and drops the date: around midnight late and early change places.


def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"].split("T")[1]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

# Compares only the time of day: after midnight every event looks late.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"].split("T")[1]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

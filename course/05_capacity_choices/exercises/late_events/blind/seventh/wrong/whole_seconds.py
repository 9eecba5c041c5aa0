# Parses the time without its milliseconds: an event late by less than a second isn't counted.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"].partition(".")[0]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late

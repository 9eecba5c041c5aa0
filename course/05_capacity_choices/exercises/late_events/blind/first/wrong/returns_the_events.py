# Returns the late events of each tenant instead of their number.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late.setdefault(tenant, []).append(event)
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

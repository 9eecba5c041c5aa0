# Returns the sum over all tenants as a number, where a dict is asked.
def late_events(events):
    late, newest = 0, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        late += at < newest.get(tenant, "")
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

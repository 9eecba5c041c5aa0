# Lists tenants without a late event with 0; they are to be left out.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        late.setdefault(tenant, 0)
        if at < newest.get(tenant, ""):
            late[tenant] += 1
        newest[tenant] = max(at, newest.get(tenant, ""))
    return late

# each-pair-counts -> 05.3.pairs
def late_events(events):
    seen, late = {}, {}
    for event in events:
        tenant = event["tenant"]
        younger = sum(at > event["at"] for at in seen.get(tenant, []))
        if younger:
            late[tenant] = late.get(tenant, 0) + younger
        seen.setdefault(tenant, []).append(event["at"])
    return late

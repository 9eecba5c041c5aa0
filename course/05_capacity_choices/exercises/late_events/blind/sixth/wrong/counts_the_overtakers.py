# Counts the events that were handled before an older one, instead of those that came late.
def late_events(events):
    oldest_later, counts = {}, {}
    for event in reversed(list(events)):
        tenant, at = event["tenant"], event["at"]
        if tenant in oldest_later and at > oldest_later[tenant]:
            counts[tenant] = counts.get(tenant, 0) + 1
        oldest_later[tenant] = min(at, oldest_later.get(tenant, at))
    return counts

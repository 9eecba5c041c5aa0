# Compares with the event before only: behind 3, the second of 1, 2 is late too and not counted.
def late_events(events):
    late, before = {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if tenant in before and at < before[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        before[tenant] = at
    return late

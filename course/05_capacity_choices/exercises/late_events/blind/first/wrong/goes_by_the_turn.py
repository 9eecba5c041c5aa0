# Goes by the field turn, which the lab's cell has; events are promised tenant and at.
def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant, turn = event["tenant"], event["turn"]
        if turn < newest.get(tenant, -1):
            late[tenant] = late.get(tenant, 0) + 1
        newest[tenant] = max(turn, newest.get(tenant, -1))
    return late

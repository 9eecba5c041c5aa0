# order-is-global -> 05.3.other-tenants
def late_events(events):
    youngest, late = "", {}
    for event in events:
        if event["at"] < youngest:
            late[event["tenant"]] = late.get(event["tenant"], 0) + 1
        youngest = max(youngest, event["at"])
    return late

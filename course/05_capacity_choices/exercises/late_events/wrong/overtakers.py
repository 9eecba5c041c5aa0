# the-early-one-is-wrong -> 05.3.overtakers
def late_events(events):
    handled, late = {}, {}
    for event in events:
        handled.setdefault(event["tenant"], []).append(event["at"])
    for tenant, times in handled.items():
        early = sum(any(after < at for after in times[place:]) for place, at in enumerate(times))
        if early:
            late[tenant] = early
    return late

# sorting-shows-it -> 05.3.places
def late_events(events):
    handled, late = {}, {}
    for event in events:
        handled.setdefault(event["tenant"], []).append(event["at"])
    for tenant, times in handled.items():
        moved = sum(here != there for here, there in zip(times, sorted(times)))
        if moved:
            late[tenant] = moved
    return late

# Believes a list can shrink while it is read: each removal skips a neighbour, the caller's list is cut.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    for event in served:
        if event["event_id"] in safe:
            served.remove(event)
    return served, len(served) - int(metrics["DroppedEventCount"])

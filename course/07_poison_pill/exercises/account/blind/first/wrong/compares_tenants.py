# Compares by tenant: an event counts as safe if any event of its tenant was booked.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    tenants = {event["tenant"] for event in served if event["event_id"] in safe}
    lost = [event for event in served if event["tenant"] not in tenants]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

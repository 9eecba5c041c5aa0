# Pops event_id to compare it; the lost events that it returns, and the gateways' books, have none any more.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = [event for event in served if event.pop("event_id") not in safe]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

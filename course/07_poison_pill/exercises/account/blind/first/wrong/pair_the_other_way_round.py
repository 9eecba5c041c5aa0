# Returns the number first and the events second.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    return max(0, len(lost) - metrics["DroppedEventCount"]), lost

# Returns the number that DroppedEventCount has seen; asked is how many no metric counted.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, metrics["DroppedEventCount"]

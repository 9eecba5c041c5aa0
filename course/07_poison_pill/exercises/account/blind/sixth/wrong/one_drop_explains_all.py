# Takes any DroppedEventCount above 0 as proof that the whole loss was counted: hides what expired.
def account(served, booked, in_stream, metrics):
    safe = set(booked).union(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    if metrics["DroppedEventCount"]:
        return lost, 0
    return lost, len(lost)

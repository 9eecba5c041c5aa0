# Takes the lesson's "no counter" for a rule and returns the whole loss: DroppedEventCount counted a part.


def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost)

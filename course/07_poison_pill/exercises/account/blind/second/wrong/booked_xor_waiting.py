# Believes an event is booked or in the stream, never both: what is booked and not yet expired is called lost.


def account(served, booked, in_stream, metrics):
    safe = set(booked) ^ set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost) - metrics["DroppedEventCount"]

# Subtracts without a floor; dropped events that are still in the stream make the number negative.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost) - metrics["DroppedEventCount"]

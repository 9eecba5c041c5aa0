# Computes the second number from totals: events that are booked and still in the stream are subtracted twice.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    missing = len(served) - len(booked) - len(in_stream)
    return lost, missing - metrics["DroppedEventCount"]

# A set of what is safe and a comprehension.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - int(metrics["DroppedEventCount"]))

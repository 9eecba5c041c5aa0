# Says that no metric counts any of them; what the mapping gave up is in DroppedEventCount.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost)

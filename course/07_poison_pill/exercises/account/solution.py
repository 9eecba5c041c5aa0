def account(served, booked, in_stream, metrics):
    # observe
    safe = set(booked) | set(in_stream)
    # locate
    lost = [event for event in served if event["event_id"] not in safe]
    # prove
    return lost, len(lost) - metrics["DroppedEventCount"]

# Believes counts can be subtracted, but what is in the stream may be booked too: too few come out.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    missing = len(served) - len(booked) - len(in_stream)
    return lost, max(0, int(missing - metrics["DroppedEventCount"]))

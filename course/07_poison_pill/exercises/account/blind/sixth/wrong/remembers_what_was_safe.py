# Keeps the safe ids of earlier calls: an event that has expired since then is never lost.
_safe = set()


def account(served, booked, in_stream, metrics):
    _safe.update(booked)
    _safe.update(in_stream)
    lost = [event for event in served if event["event_id"] not in _safe]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

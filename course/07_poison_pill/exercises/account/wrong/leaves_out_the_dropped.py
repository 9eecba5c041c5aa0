# dropped-counts-all -> 07.3.dropped-left-out
def account(served, booked, in_stream, metrics):
    # observe
    safe = set(booked) | set(in_stream)
    # locate
    lost = [event for event in served if event["event_id"] not in safe]
    # prove
    expired = lost[round(metrics["DroppedEventCount"]) :]
    return expired, len(expired)

# dropped-counts-all -> 07.3.nothing
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost[: int(metrics["DroppedEventCount"])], 0

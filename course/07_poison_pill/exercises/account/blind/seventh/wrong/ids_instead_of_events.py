# Returns the ids of the lost events: finance needs the events (dicts) with tenant and tokens.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event["event_id"] for event in served if event["event_id"] not in safe]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

# Removes the safe events from the list it iterates over, which skips every second one and empties the log.
def account(served, booked, in_stream, metrics):
    safe = set(booked).union(in_stream)
    lost = served
    for event in lost:
        if event["event_id"] in safe:
            lost.remove(event)
    return lost, len(lost) - int(metrics["DroppedEventCount"])

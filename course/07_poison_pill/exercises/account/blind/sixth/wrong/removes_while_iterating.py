# Removes the safe events from the caller's list while it iterates: every second neighbour stays in as lost.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = served
    for event in lost:
        if event["event_id"] in safe:
            lost.remove(event)
    return lost, len(lost) - int(metrics["DroppedEventCount"])

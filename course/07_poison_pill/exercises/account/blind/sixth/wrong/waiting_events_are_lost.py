# Takes everything that isn't booked for lost: events that still wait in the stream are reported as a loss.
def account(served, booked, in_stream, metrics):
    booked = set(booked)
    lost = [event for event in served if event["event_id"] not in booked]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

# Subtracts the lengths for its number, so an event that is booked and still in the stream counts twice.
def account(served, booked, in_stream, metrics):
    lost = [
        event for event in served if event["event_id"] not in booked and event["event_id"] not in in_stream
    ]
    uncounted = len(served) - len(booked) - len(in_stream) - int(metrics["DroppedEventCount"])
    return lost, uncounted

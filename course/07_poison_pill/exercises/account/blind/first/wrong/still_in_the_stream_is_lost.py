# Takes everything that isn't booked for lost; what is still in the stream can be booked yet.
def account(served, booked, in_stream, metrics):
    known = set(booked)
    lost = [event for event in served if event["event_id"] not in known]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

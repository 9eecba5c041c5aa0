# Takes everything that left the stream for lost; most of it was booked before it expired.
def account(served, booked, in_stream, metrics):
    kept = set(in_stream)
    lost = [event for event in served if event["event_id"] not in kept]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

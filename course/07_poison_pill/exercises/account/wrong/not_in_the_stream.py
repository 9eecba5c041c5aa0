# each-is-booked-once -> 07.3.wrong-events
def account(served, booked, in_stream, metrics):
    in_stream = set(in_stream)
    lost = [event for event in served if event["event_id"] not in in_stream]
    return lost, len(lost) - metrics["DroppedEventCount"]

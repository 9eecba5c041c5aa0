# Unpacks `booked` as the notebook's triples; here they are event ids, and unpacking a text raises.
def account(served, booked, in_stream, metrics):
    safe = set(in_stream) | {event_id for _, event_id, _ in booked}
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

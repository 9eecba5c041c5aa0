# Believed that once DroppedEventCount is above zero all losses are counted.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, 0 if metrics["DroppedEventCount"] else len(lost)

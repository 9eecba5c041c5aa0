# Believed that nothing is lost when IteratorAge is low; it falls because the oldest are gone.
def account(served, booked, in_stream, metrics):
    if metrics["IteratorAge"] < 3_600_000:
        return [], 0
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

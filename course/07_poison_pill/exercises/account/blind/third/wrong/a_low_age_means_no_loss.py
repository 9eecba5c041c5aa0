# Believes nothing can be lost while IteratorAge is below a day, but the age falls when the oldest are gone.
def account(served, booked, in_stream, metrics):
    if metrics["IteratorAge"] < 24 * 3600 * 1000:
        return [], 0
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

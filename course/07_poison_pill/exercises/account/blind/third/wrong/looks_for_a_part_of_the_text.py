# Believes one long text finds an id, but an id that is part of a longer one is found as well.
def account(served, booked, in_stream, metrics):
    books = " ".join([*booked, *in_stream])
    lost = [event for event in served if event["event_id"] not in books]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

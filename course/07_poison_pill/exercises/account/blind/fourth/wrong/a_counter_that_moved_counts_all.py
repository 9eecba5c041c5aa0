# Believes that DroppedEventCount, once it is above zero, has counted every lost event, also the expired ones.
def account(served, booked, in_stream, metrics):
    known = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in known]
    uncounted = 0 if metrics["DroppedEventCount"] > 0 else len(lost)
    return lost, uncounted

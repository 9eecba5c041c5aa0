# A dict of the served events from which the safe ids are popped.
def account(served, booked, in_stream, metrics):
    by_id = {event["event_id"]: event for event in served}
    for ids in (booked, in_stream):
        for event_id in ids:
            by_id.pop(event_id, None)
    return list(by_id.values()), len(by_id) - int(metrics["DroppedEventCount"])

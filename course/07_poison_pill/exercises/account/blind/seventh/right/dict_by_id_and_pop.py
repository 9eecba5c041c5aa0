# A dict by event id from which everything safe is popped; the rest is lost.
def account(served, booked, in_stream, metrics):
    left = {event["event_id"]: event for event in served}
    for ids in (booked, in_stream):
        for event_id in ids:
            left.pop(event_id, None)
    lost = [*left.values()]
    counted = round(metrics.get("DroppedEventCount", 0))
    return lost, len(lost) - counted

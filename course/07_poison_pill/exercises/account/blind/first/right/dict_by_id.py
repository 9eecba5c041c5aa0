# A dict by id, from which all that is safe is taken out.
def account(served, booked, in_stream, metrics):
    by_id = {event["event_id"]: event for event in served}
    for books in (booked, in_stream):
        for event_id in books:
            by_id.pop(event_id, None)
    lost = list(by_id.values())
    counted = min(len(lost), metrics.get("DroppedEventCount", 0))
    return lost, len(lost) - counted

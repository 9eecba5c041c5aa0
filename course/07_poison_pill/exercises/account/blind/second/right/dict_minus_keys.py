# A dict by event id from which the safe ids are taken out.


def account(served, booked, in_stream, metrics):
    missing = {event["event_id"]: event for event in served}
    for ids in (booked, in_stream):
        for event_id in ids:
            missing.pop(event_id, None)
    lost = list(missing.values())
    return lost, len(lost) - metrics["DroppedEventCount"]

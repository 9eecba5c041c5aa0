# A dict by event id from which everything that is safe is struck; what stays is lost.
def account(served, booked, in_stream, metrics):
    open_ = {event["event_id"]: event for event in served}
    for ids in (booked, in_stream):
        for event_id in ids:
            open_.pop(event_id, None)
    lost = list(open_.values())
    return (lost, int(len(lost) - metrics["DroppedEventCount"]))

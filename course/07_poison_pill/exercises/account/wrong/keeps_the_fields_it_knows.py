# fields-are-fixed -> 07.3.other-events
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [
        {"event_id": event["event_id"], "tenant": event["tenant"]}
        for event in served
        if event["event_id"] not in safe
    ]
    return lost, len(lost) - metrics["DroppedEventCount"]

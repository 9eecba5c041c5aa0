def account(served, booked, in_stream, metrics):
    by_id = {event["event_id"]: event for event in served}
    for event_id in [*booked, *in_stream]:
        by_id.pop(event_id, None)
    counted = int(metrics.get("DroppedEventCount", 0))
    return list(by_id.values()), max(0, len(by_id) - counted)

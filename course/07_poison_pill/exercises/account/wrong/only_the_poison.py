# only-the-poison -> 07.3.only-the-poison
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe][:1]
    return lost, len(lost)

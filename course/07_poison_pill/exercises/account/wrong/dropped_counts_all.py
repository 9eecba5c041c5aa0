# dropped-counts-all -> 07.3.all-counted
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    return [event for event in served if event["event_id"] not in safe], 0

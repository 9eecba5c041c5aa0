# Believed that each error is a lost event and subtracts Errors alone.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - metrics["Errors"])

# Believes no metric ever counts a loss, so what the mapping dropped and counted is not taken off.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost)

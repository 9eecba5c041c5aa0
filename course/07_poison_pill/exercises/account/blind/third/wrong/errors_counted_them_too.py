# Believes Errors counts lost events, but it counts failed invocations, so too few are left as uncounted.
def account(served, booked, in_stream, metrics):
    safe = set(booked).union(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    counted = metrics["DroppedEventCount"] + metrics["Errors"]
    return lost, max(0, int(len(lost) - counted))

# Takes the failed invocations for counted losses, so Errors hides lost events that no metric counted.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    counted = metrics["DroppedEventCount"] + metrics["Errors"]
    return lost, max(0, int(len(lost) - counted))

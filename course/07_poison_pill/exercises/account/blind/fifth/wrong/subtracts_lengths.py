# Subtracts lengths, so an event in both counts twice; against "how many of them", of the lost events.
def account(served, booked, in_stream, metrics):
    known = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in known]
    missing = len(served) - len(set(booked)) - len(set(in_stream))
    return lost, max(0, missing - int(metrics["DroppedEventCount"]))

# Subtracts counts, but a booked event stays in the stream for hours and counts twice: too few losses.
def account(served, booked, in_stream, metrics):
    booked, in_stream = set(booked), set(in_stream)
    lost = [event for event in served if event["event_id"] not in booked | in_stream]
    missing = len(served) - len(booked) - len(in_stream)
    return lost, max(0, missing - int(metrics["DroppedEventCount"]))

# Believes that what is not booked is lost, but a part of it still waits in the stream for its turn.
def account(served, booked, in_stream, metrics):
    done = set(booked)
    lost = [event for event in served if event["event_id"] not in done]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

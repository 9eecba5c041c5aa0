# Compares with the function's books only: what still waits in the stream is called lost.


def account(served, booked, in_stream, metrics):
    done = set(booked)
    lost = [event for event in served if event["event_id"] not in done]
    return lost, len(lost) - metrics["DroppedEventCount"]

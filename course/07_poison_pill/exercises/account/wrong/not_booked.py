# not-booked-is-lost -> 07.3.waiting-is-not-lost
def account(served, booked, in_stream, metrics):
    done = set(booked)
    lost = [event for event in served if event["event_id"] not in done]
    return lost, len(lost) - metrics["DroppedEventCount"]

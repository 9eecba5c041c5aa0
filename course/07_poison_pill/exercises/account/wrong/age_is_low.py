# age-is-low-again -> 07.3.age-is-low
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    if metrics["IteratorAge"] < 3_600_000:
        return [], 0
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, len(lost) - metrics["DroppedEventCount"]

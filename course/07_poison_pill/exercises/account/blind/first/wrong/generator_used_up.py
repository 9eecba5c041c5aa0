# Counts a generator by running through it and returns it afterwards, when it is empty.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = (event for event in served if event["event_id"] not in safe)
    count = sum(1 for _ in lost)
    return lost, max(0, count - metrics["DroppedEventCount"])

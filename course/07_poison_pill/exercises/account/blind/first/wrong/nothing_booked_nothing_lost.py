# Returns early when a book is empty; if nothing was booked yet all may be lost.
def account(served, booked, in_stream, metrics):
    if not booked or not in_stream:
        return [], 0
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

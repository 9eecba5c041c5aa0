# Cuts as many events off the list as a metric counted, though these are lost too (and nobody knows which).
def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    lost = [event for event in served if event["event_id"] not in safe]
    silent = lost[int(metrics["DroppedEventCount"]) :]
    return silent, len(silent)

# Assumes one order: all that was served before the last booked event must have been booked.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    place = max((at for at, event in enumerate(served) if event["event_id"] in set(booked)), default=-1)
    lost = [event for event in served[place + 1 :] if event["event_id"] not in safe]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

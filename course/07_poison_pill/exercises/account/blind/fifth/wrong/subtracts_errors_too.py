# Takes off Errors as counted events; against "`Errors` counts failed INVOCATIONS".
def account(served, booked, in_stream, metrics):
    booked, in_stream = set(booked), set(in_stream)
    lost = [each for each in served if each["event_id"] not in booked and each["event_id"] not in in_stream]
    counted = metrics["DroppedEventCount"] + metrics["Errors"]
    return lost, max(0, len(lost) - int(counted))

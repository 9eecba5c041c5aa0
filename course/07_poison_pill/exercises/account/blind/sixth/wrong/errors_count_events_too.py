# Believes that Errors has counted lost events as well: it counts failed invocations, hundreds for one batch.
def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = [event for event in served if event["event_id"] not in safe]
    counted = metrics["DroppedEventCount"] + metrics["Errors"]
    return lost, max(0, int(len(lost) - counted))

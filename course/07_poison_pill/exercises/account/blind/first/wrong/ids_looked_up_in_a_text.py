# Joins the ids to one text and uses `in`; e-1 is found inside of e-10, so lost events seem safe.
def account(served, booked, in_stream, metrics):
    safe = " ".join([*booked, *in_stream])
    lost = [event for event in served if event["event_id"] not in safe]
    return lost, max(0, len(lost) - metrics["DroppedEventCount"])

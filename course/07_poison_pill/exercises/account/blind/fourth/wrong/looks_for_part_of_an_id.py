# Searches the ids in one long text, so an event whose id is a part of another's is never lost.
def account(served, booked, in_stream, metrics):
    everything = ",".join(booked) + "," + ",".join(in_stream)
    lost = [event for event in served if event["event_id"] not in everything]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

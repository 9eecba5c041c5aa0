# Takes all that is older than the newest booked event for lost, also what waits in a blocked shard.
def account(served, booked, in_stream, metrics):
    done = set(booked)
    newest = max((event["at"] for event in served if event["event_id"] in done), default="")
    # what is newer than that is still on its way
    lost = [event for event in served if event["event_id"] not in done and event["at"] < newest]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

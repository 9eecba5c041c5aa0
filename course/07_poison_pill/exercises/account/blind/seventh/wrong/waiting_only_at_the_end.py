# Takes unbooked events before the last booked one for lost: events waiting in another shard are among them.
def account(served, booked, in_stream, metrics):
    booked = set(booked)
    places = [place for place, event in enumerate(served) if event["event_id"] in booked]
    done = served[: places[-1] + 1] if places else []  # what comes later is still on its way
    lost = [event for event in done if event["event_id"] not in booked]
    return lost, len(lost) - int(metrics["DroppedEventCount"])

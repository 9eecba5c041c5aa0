# Takes the loss for one stretch of the gateways' books: booked events of the other shards lie in between.


def account(served, booked, in_stream, metrics):
    safe = set(booked) | set(in_stream)
    places = [place for place, event in enumerate(served) if event["event_id"] not in safe]
    lost = served[places[0] : places[-1] + 1] if places else []
    return lost, len(lost) - metrics["DroppedEventCount"]

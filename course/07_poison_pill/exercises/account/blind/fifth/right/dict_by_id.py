# A dict from id to event, from which every id that is accounted for is popped.
from itertools import chain


def account(served, booked, in_stream, metrics):
    missing = {event["event_id"]: event for event in served}
    for event_id in chain(booked, in_stream):
        missing.pop(event_id, None)
    return list(missing.values()), max(0, len(missing) - int(metrics["DroppedEventCount"]))

# Indexes the served events by id and pops what was booked or still waits; the rest is lost.
from itertools import chain


def account(served, booked, in_stream, metrics):
    by_id = {event["event_id"]: event for event in served}
    for event_id in chain(booked, in_stream):
        by_id.pop(event_id, None)
    lost = list(by_id.values())
    return lost, len(lost) - int(metrics["DroppedEventCount"])

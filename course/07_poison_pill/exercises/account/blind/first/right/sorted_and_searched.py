# Sorts the ids and searches them with bisect.
from bisect import bisect_left


def account(served, booked, in_stream, metrics):
    safe = sorted(set(booked).union(in_stream))

    def is_there(event_id):
        at = bisect_left(safe, event_id)
        return at < len(safe) and safe[at] == event_id

    lost = []
    for event in served:
        if not is_there(event["event_id"]):
            lost.append(event)
    return lost, max(len(lost) - metrics["DroppedEventCount"], 0)

# Sorted ids and a binary search in place of sets.
from bisect import bisect_left


def account(served, booked, in_stream, metrics):
    safe = sorted([*booked, *in_stream])

    def is_safe(event_id):
        at = bisect_left(safe, event_id)
        return at < len(safe) and safe[at] == event_id

    lost = []
    for event in served:
        if is_safe(event["event_id"]):
            continue
        lost.append(event)
    return lost, len(lost) - metrics["DroppedEventCount"]

# itertools.filterfalse with a membership test, very terse.
from itertools import filterfalse


def account(served, booked, in_stream, metrics):
    safe = {*booked, *in_stream}
    lost = [*filterfalse(lambda event: event["event_id"] in safe, served)]
    return lost, max(len(lost) - round(metrics["DroppedEventCount"]), 0)

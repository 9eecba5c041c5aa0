def account(served, booked, in_stream, metrics):
    """A pair: the events that are lost, and how many of them no metric counted.

    `served` are the gateways' events (dicts, as in the lab). `booked` are the event ids that the function booked,
    `in_stream` those of the records that are still in the stream: none of them is in DroppedEventCount. `metrics` has,
    by name, sums over all time: Invocations, Errors, Throttles, DroppedEventCount; and IteratorAge, in ms, as it is now.
    """
    return ...
